"""Whether passages stand in their texts, records in their editions, and chains in their checkpoints."""
