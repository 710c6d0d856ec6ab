"""What every test needs: two host devices, since a process can choose their number only once."""

import jax
import pytest
from jax.experimental.compilation_cache import compilation_cache

from tinyreason import machine

jax.config.update("jax_num_cpu_devices", 2)


@pytest.fixture(scope="module")
def warm(tmp_path_factory):
    """The small programs of a file are compiled once."""
    names = ("jax_compilation_cache_dir", "jax_persistent_cache_min_compile_time_secs")
    before = {name: getattr(jax.config, name) for name in names}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        machine.use_compilation_cache()
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0.0)
    yield
    for name, value in before.items():
        jax.config.update(name, value)
    compilation_cache.reset_cache()
