"""One folder a block type: component.py (block -> view), template.html.j2 (view -> HTML), spec.yaml (with examples)."""
