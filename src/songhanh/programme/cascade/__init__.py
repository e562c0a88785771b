"""The cascade: upper documents, links between plans, who must plan, local plans, drafts."""
