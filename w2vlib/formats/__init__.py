"""Word vectors in files, those of other programs too; a module for each format.

| format | what it is |
| --- | --- |
| `text` | word2vec text: a line `V D`, then a line `word number number ...` for each word |
| `binary` | word2vec binary: a line `V D`, then each word, a space, D little-endian float32 |
| `glove` | GloVe text: as word2vec text, without the first line |
| `npz` | NumPy arrays `words` and `matrix` |
| `checkpoint` | TensorFlow checkpoint |
| `projector` | tables for the embedding projector |
| `tensorboard` | scalars of the training history |

The first four are files, plain or gzipped, and can be read again: `vector_files` knows which one a
file is from its content. The others are folders for other programs.
"""
