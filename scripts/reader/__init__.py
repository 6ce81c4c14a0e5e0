"""The annotated reader: from seeds to pages.

The modules stand in pipeline order::

    seeds.read -> parse.seeds -> annotate.edition -> assemble.outputs

Only :mod:`reader.seeds` touches the disk. Every other step takes values and
returns values.
"""
