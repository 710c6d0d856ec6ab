"""What every test needs: two host devices, since a process can choose their number only once."""

import jax

jax.config.update("jax_num_cpu_devices", 2)
