"""What pyproject.toml cannot describe: the notebooks, which lie beside nnlib/ here, go into the wheel."""

from pathlib import Path

from setuptools import Distribution, setup
from setuptools.command.build_py import build_py

FOR_TEACHERS = "TEACHING.md", "jupyterhub_config.py", "test_before.html", "test_after.html"


class BuildWithNotebooks(build_py):
    def run(self):
        super().run()
        if not self.editable_mode:  # an editable install finds them in their place
            folder = Path(self.build_lib, "nnlib", "notebooks")
            self.mkpath(str(folder))
            for file in [*Path("notebooks").glob("*.ipynb"), *map(Path("notebooks").joinpath, FOR_TEACHERS)]:
                self.copy_file(str(file), str(folder / file.name))


class WithDataFiles(Distribution):
    has_data = Distribution.has_data_files  # an editable install, too, then brings them; it asks by this name


setup(cmdclass={"build_py": BuildWithNotebooks}, distclass=WithDataFiles)
