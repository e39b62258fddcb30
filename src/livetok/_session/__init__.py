"""One room kept connected: the connection loop, the queues to its readers, what reads them."""
