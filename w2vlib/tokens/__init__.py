"""From a corpus to word ids in files. The way of the data, one module each:

passes (batches of text, in several processes) -> phrases (optional) -> counting -> vocabulary ->
encoding -> shards (files, in an entry of the cache) -> store (chunks, read back as they are needed)

`text.Text` walks it.
"""
