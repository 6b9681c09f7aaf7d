"""What all tests share."""

import hypothesis

# A slow moment of a busy machine is no failure.
hypothesis.settings.register_profile("nnlib", deadline=None)
hypothesis.settings.load_profile("nnlib")


def pytest_collection_modifyitems(items):
    # Last, for quick news of the rest, and since Playwright keeps an event loop running as long as it is open.
    items.sort(key=lambda item: "browser" in item.path.parts)
