"""Pages of several coders: who codes what, where their words differ, what is settled, how steady and how alike they are."""
