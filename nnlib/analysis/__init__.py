"""The numbers behind the course: analyses of networks that neither draw anything nor speak to a learner."""
