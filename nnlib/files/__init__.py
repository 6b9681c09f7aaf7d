"""A learner's files: arrays on disk, a lock for two kernels that share a file, and names that stay in one folder."""
