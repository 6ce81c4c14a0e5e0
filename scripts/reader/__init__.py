"""The annotated reader: from seeds to pages.

The way of a seed::

    from_disk.read -> parse.seeds -> annotate.edition -> assemble.outputs

Only ``seeds.from_disk`` and ``site.settings`` read a collection. Every other step takes
values and returns values.
"""
