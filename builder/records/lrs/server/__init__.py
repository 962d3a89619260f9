"""What stands between the network and the application: sockets, patience, log, stop."""
