"""The verbs of the work: each is one ``case.edit`` with the words undo will show. Screens call nothing else."""
