"""Records as laptops sealed them: read, taken or held, receipted, brought on a stick, settled by the office."""
