"""A stand-in Slack workspace on this machine: strict enough to test an app against, with a page to try it on."""
