# %% right: array
    return 2 * np.array(values)

# %% right: np.multiply
def double(values):
    return np.multiply(values, 2)

# %% right: a comprehension
def double(values):
    return [2 * value for value in values]

# %% right: a loop over a new list
def double(values):
    result = []
    for value in values:
        result.append(value + value)
    return result

# %% right: TensorFlow
import tensorflow as tf

def double(values):
    return tf.add(values, values)

# %% right: float32
    return np.asarray(values, dtype=np.float32) * 2

# %% right: lambda and map
double = lambda values: tuple(map(lambda value: value * 2, values))

# %% right: a copy changed in place
import copy

def double(values):
    mine = copy.deepcopy(values)
    for i in range(len(mine)):
        mine[i] *= 2
    return mine

# %% right: a helper and another name for the argument
def twice(number):
    return number * 2

def double(numbers):
    if isinstance(numbers, list):
        return [twice(number) for number in numbers]
    return twice(numbers)

# %% wrong: list-repetition
    return values * 2

# %% wrong: list-repetition (the other way round)
    return 2 * values

# %% wrong: list-repetition (in place)
def double(values):
    values *= 2
    return values

# %% wrong: list-repetition (added to itself)
def double(values):
    return values + values

# %% wrong: only-first
def double(values):
    return np.array([2 * values[0], *values[1:]])

# %% wrong: only-first (of a copy)
def double(values):
    result = values.copy()
    result[0] = result[0] * 2
    return result

# %% wrong: only-first (the first number of all)
def double(values):
    result = np.array(values)
    result.flat[0] *= 2
    return result

# %% wrong: return-in-loop
def double(values):
    for value in values:
        return 2 * value

# %% wrong: return-in-loop (of the list)
def double(values):
    result = []
    for value in values:
        result.append(2 * value)
        return result

# %% wrong: only-last
def double(values):
    for value in values:
        result = 2 * value
    return result

# %% wrong: only-last (the list is made anew each time)
def double(values):
    for value in values:
        result = []
        result.append(2 * value)
    return result

# %% wrong: flattened
def double(values):
    return 2 * np.array(values).flatten()

# %% wrong: flattened (nested comprehension)
def double(values):
    return [2 * value for value in np.ravel(values)]

# %% wrong: unchanged
    return values

# %% wrong: unchanged (the loop changes a name only)
def double(values):
    for value in values:
        value = 2 * value
    return values

# %% wrong: squared
    return np.array(values) ** 2

# %% wrong: squared (one by one)
    return [value * value for value in values]

# %% wrong: plus-two
    return np.array(values) + 2

# %% wrong: plus-two (one by one)
    return [value + 2 for value in values]

# %% wrong: summed
    return 2 * np.sum(values)

# %% wrong: summed (not even doubled)
def double(values):
    return np.sum(values)

# %% wrong: changes-inputs
def double(values):
    for i in range(len(values)):
        values[i] = 2 * values[i]
    return values

# %% wrong: changes-inputs (with enumerate)
def double(values):
    for i, value in enumerate(values):
        values[i] = value + value
    return values

# %% wrong: no-return
def double(values):
    result = 2 * np.array(values)

# %% wrong: no-return (print)
    print(2 * np.array(values))

# %% wrong: no-return (in place)
def double(values):
    for i in range(len(values)):
        values[i] *= 2

# %% wrong: (whole numbers only)
    return [int(2 * value) for value in np.ravel(values)]

# %% wrong: (three times)
    return 3 * np.array(values)

# %% wrong: (a text)
    return str(2 * np.array(values))

# %% error: a list plus a number
    return values + 2

# %% error: misspelt
    return 2 * np.aray(values)

# %% error: another name
def doubled(values):
    return 2 * np.array(values)

# %% error: no parameter
def double():
    return 2

# %% error: colon forgotten
def double(values)
    return 2 * np.array(values)

# %% not attempted: the placeholder again
def double(values):
    raise NotImplementedError("not yet")

# %% wrong: changes-inputs (np.asarray copies lists only)
def double(values):
    values = np.asarray(values)
    values *= 2
    return values

# %% wrong: power
    return 2 ** np.array(values)

# %% wrong: there-twice
    return np.repeat(values, 2)

# %% wrong: there-twice (an array of both)
    return np.array([values, values])

# %% wrong: there-twice (a list of the rows, repeated)
def double(values):
    return list(values) * 2
