# %% right: calculated
n, V, D = 256, 50_000, 100
predict_memory = {
    "one_hot_batch": n * V * 4,
    "dense_batch": n * D * 4,
    "one_hot_table": V * V * 4,
    "dense_table": V * D * 4,
}

# %% right: written as numbers
predict_memory = dict(
    one_hot_batch=51_200_000,
    dense_batch=102_400,
    one_hot_table=10_000_000_000,
    dense_table=20_000_000,
)

# %% right: floats
predict_memory = {
    "one_hot_batch": 51.2e6,
    "dense_batch": 102.4e3,
    "one_hot_table": 1e10,
    "dense_table": 2e7,
}

# %% right: NumPy numbers, 32 bits over 8
size = np.dtype(np.float32).itemsize
predict_memory = {}
predict_memory["one_hot_batch"] = np.prod([256, 50_000]) * size
predict_memory["dense_batch"] = np.int64(256 * 100 * 32 / 8)
predict_memory["one_hot_table"] = np.float32(50_000) ** 2 * 4
predict_memory["dense_table"] = np.float64(50_000 * 100) * size

# %% right: measured, where the array is small
predict_memory = {
    "one_hot_batch": 256 * np.zeros(50_000, np.float32).nbytes,
    "dense_batch": np.zeros((256, 100), np.float32).nbytes,
    "one_hot_table": 50_000 * np.zeros(50_000, np.float32).nbytes,
    "dense_table": np.zeros((50_000, 100), "float32").nbytes,
}

# %% right: TensorFlow's size
predict_memory = {
    name: rows * columns * tf.float32.size
    for name, rows, columns in [
        ("one_hot_batch", 256, 50_000),
        ("dense_batch", 256, 100),
        ("one_hot_table", 50_000, 50_000),
        ("dense_table", 50_000, 100),
    ]
}

# %% wrong: bytes-of-a-float-forgotten (once)
predict_memory = {
    "one_hot_batch": 256 * 50_000 * 4,
    "dense_batch": 256 * 100,
    "one_hot_table": 50_000 * 50_000 * 4,
    "dense_table": 50_000 * 100 * 4,
}

# %% wrong: ids-only (in the dense batch)
predict_memory = {
    "one_hot_batch": 256 * 50_000 * 4,
    "dense_batch": 256 * 4,
    "one_hot_table": 50_000 * 50_000 * 4,
    "dense_table": 50_000 * 100 * 4,
}

# %% wrong: (text, not a number)
predict_memory = {
    "one_hot_batch": "51200000",
    "dense_batch": 102_400,
    "one_hot_table": 10_000_000_000,
    "dense_table": 20_000_000,
}

# %% wrong: (a number that nobody knows)
predict_memory = {
    "one_hot_batch": 51_200_000,
    "dense_batch": 102_400,
    "one_hot_table": 10_000_000_000,
    "dense_table": 12,
}

# %% wrong: (one of them left out)
predict_memory = {
    "one_hot_batch": 51_200_000,
    "dense_batch": 102_400,
    "one_hot_table": 10_000_000_000,
    "dense_table": None,
}

# %% error: a name that is not there
predict_memory = {"one_hot_batch": n * V * 4}

# %% error: another variable
memory = {"one_hot_batch": 51_200_000}

# %% not attempted: all None
predict_memory = dict.fromkeys(["one_hot_batch", "dense_batch", "one_hot_table", "dense_table"])

# %% not attempted: nothing in it
predict_memory = {}

# %% not attempted: as nbgrader leaves it
raise NotImplementedError()

# %% wrong: mebibytes (once)
predict_memory = {
    "one_hot_batch": 256 * 50_000 * 4,
    "dense_batch": 256 * 100 * 4,
    "one_hot_table": 50_000 * 50_000 * 4,
    "dense_table": 50_000 * 100 * 4 / 2**20,
}

# %% wrong: rounded (51 million)
predict_memory = {
    "one_hot_batch": 51e6,
    "dense_batch": 102_400,
    "one_hot_table": 10_000_000_000,
    "dense_table": 20_000_000,
}

# %% wrong: (with its unit)
predict_memory = {
    "one_hot_batch": "51 MB",
    "dense_batch": 102_400,
    "one_hot_table": 10_000_000_000,
    "dense_table": 20_000_000,
}
