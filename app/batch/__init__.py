"""Files by the thousand from the command line, without a database: code, transcript, train, on one machine or many."""
