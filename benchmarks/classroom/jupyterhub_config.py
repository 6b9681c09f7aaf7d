"""The configuration for classes, but on loopback and without passwords, for the benchmark. Its paths arrive as JSON."""

import json
import os
from pathlib import Path

c = get_config()  # JupyterHub gives it to this file
load_subconfig(str(Path(__file__).parents[2] / "notebooks" / "jupyterhub_config.py"))

place = json.loads(os.environ["CLASSROOM"])
c.JupyterHub.bind_url = place["url"]
c.JupyterHub.hub_port = place["hub_port"]
c.JupyterHub.db_url = f"sqlite:///{place['folder']}/hub.sqlite"
c.JupyterHub.cookie_secret_file = f"{place['folder']}/cookie_secret"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{place['proxy_port']}"
c.ConfigurableHTTPProxy.command = [place["proxy"]]
c.ConfigurableHTTPProxy.pid_file = f"{place['folder']}/proxy.pid"

# Students without an account on this machine, each with a home folder of their own.
c.JupyterHub.authenticator_class = "dummy"
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = f"{place['folder']}/homes/{{username}}"
if os.geteuid() == 0:  # as in a container
    c.Spawner.args.append("--allow-root")

c.JupyterHub.services = [{"name": "benchmark", "api_token": place["token"]}]
scopes = ["admin:users", "admin:servers", "access:servers", "shutdown"]
c.JupyterHub.load_roles = [{"name": "benchmark", "services": ["benchmark"], "scopes": scopes}]
