"""Files of a learner: arrays on disk, a lock for two kernels at one file, and names that stay in one folder."""
