"""The tour: the real window driven through the main job, with pictures."""
