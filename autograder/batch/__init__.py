"""Many submissions: on all cores or on a cluster, resumed where they stopped, written whole or not at all."""
