# %% right: Counter and sorted
from collections import Counter

def build_vocabulary(tokens, min_count=1):
    pairs = [(word, count) for word, count in Counter(tokens).items() if count >= min_count]
    return [word for word, _ in sorted(pairs, key=lambda pair: (-pair[1], pair[0]))]

# %% right: two sorts, the second one stable
def build_vocabulary(tokens, min_count=1):
    from collections import Counter

    counts = Counter(tokens)
    words = sorted(counts)
    words.sort(key=counts.get, reverse=True)
    return [w for w in words if counts[w] >= min_count]

# %% right: a dictionary of counts and a loop
def build_vocabulary(tokens, min_count=1):
    counts = {}
    for token in tokens:
        if token not in counts:
            counts[token] = 0
        counts[token] += 1
    result = []
    for word in sorted(counts, key=lambda w: (-counts[w], w)):
        if counts[word] >= min_count:
            result.append(word)
    return result

# %% right: np.unique and lexsort
def build_vocabulary(tokens, min_count=1):
    words, counts = np.unique(tokens, return_counts=True)
    order = np.lexsort((words, -counts))
    return words[order][counts[order] >= min_count]

# %% right: most_common of the sorted tokens
from collections import Counter

def build_vocabulary(tokens, min_count=1):
    return tuple(w for w, n in Counter(sorted(tokens)).most_common() if n >= min_count)

# %% right: helper functions and list.count
def how_often(word, text):
    return text.count(word)

def build_vocabulary(text, least=1):
    frequent = {word for word in text if how_often(word, text) >= least}
    return sorted(frequent, key=lambda word: (-how_often(word, text), word))

# %% right: the largest again and again
def build_vocabulary(tokens, min_count=1):
    left = sorted(set(tokens))
    words = []
    while left:
        best = max(left, key=tokens.count)
        left.remove(best)
        if tokens.count(best) >= min_count:
            words.append(best)
    return words

# %% right: defaultdict and groups by count
from collections import defaultdict

def build_vocabulary(tokens, min_count=1):
    groups = defaultdict(list)
    for word in set(tokens):
        groups[tokens.count(word)].append(word)
    return [w for n in sorted(groups, reverse=True) if n >= min_count for w in sorted(groups[n])]

# %% wrong: first-appearance
    counts = {}
    for token in tokens:
        counts[token] = counts.get(token, 0) + 1
    return [word for word in counts if counts[word] >= min_count]

# %% wrong: first-appearance (not in the list yet)
def build_vocabulary(tokens, min_count=1):
    words = []
    for token in tokens:
        if token not in words and tokens.count(token) >= min_count:
            words.append(token)
    return words

# %% wrong: alphabetical
    return sorted(word for word in set(tokens) if tokens.count(word) >= min_count)

# %% wrong: alphabetical (np.unique)
    words, counts = np.unique(tokens, return_counts=True)
    return words[counts >= min_count]

# %% wrong: rising
    words = {word for word in tokens if tokens.count(word) >= min_count}
    return sorted(words, key=lambda word: (tokens.count(word), word))

# %% wrong: rising (without ties)
    from collections import Counter
    counts = Counter(tokens)
    return sorted((w for w in counts if counts[w] >= min_count), key=counts.get)

# %% wrong: rising (the right list turned round)
    words = {word for word in tokens if tokens.count(word) >= min_count}
    return sorted(words, key=lambda word: (-tokens.count(word), word))[::-1]

# %% wrong: ties-as-in-the-text
    from collections import Counter
    return [word for word, count in Counter(tokens).most_common() if count >= min_count]

# %% wrong: ties-as-in-the-text (sorted by minus count)
    counts = {}
    for token in tokens:
        counts[token] = counts.get(token, 0) + 1
    return [w for w in sorted(counts, key=lambda w: -counts[w]) if counts[w] >= min_count]

# %% wrong: ties-backwards
    words = {word for word in tokens if tokens.count(word) >= min_count}
    return sorted(words, key=lambda word: (tokens.count(word), word), reverse=True)

# %% wrong: ties-backwards (sorted and turned round)
    pairs = sorted((tokens.count(word), word) for word in set(tokens))
    return [word for count, word in reversed(pairs) if count >= min_count]

# %% wrong: ties-without-case
    words = {word for word in tokens if tokens.count(word) >= min_count}
    return sorted(words, key=lambda word: (-tokens.count(word), word.lower()))

# %% wrong: ties-without-case (str.casefold and a stable sort)
def build_vocabulary(tokens, min_count=1):
    words = sorted(set(tokens), key=str.casefold)
    words.sort(key=tokens.count, reverse=True)
    return [w for w in words if tokens.count(w) >= min_count]

# %% wrong: lower-cased
    tokens = [token.lower() for token in tokens]
    words = {word for word in tokens if tokens.count(word) >= min_count}
    return sorted(words, key=lambda word: (-tokens.count(word), word))

# %% wrong: greater-than
    words = {word for word in tokens if tokens.count(word) > min_count}
    return sorted(words, key=lambda word: (-tokens.count(word), word))

# %% wrong: greater-than (continue)
def build_vocabulary(tokens, min_count=1):
    words = []
    for word in sorted(set(tokens), key=lambda w: (-tokens.count(w), w)):
        if tokens.count(word) <= min_count:
            continue
        words.append(word)
    return words

# %% wrong: min-count-ignored
    return sorted(set(tokens), key=lambda word: (-tokens.count(word), word))

# %% wrong: min-count-ignored (default written over)
def build_vocabulary(tokens, min_count=1):
    min_count = 1
    words = {word for word in tokens if tokens.count(word) >= min_count}
    return sorted(words, key=lambda word: (-tokens.count(word), word))

# %% wrong: at-most-min-count
    words = {word for word in tokens if tokens.count(word) <= min_count}
    return sorted(words, key=lambda word: (-tokens.count(word), word))

# %% wrong: at-most-min-count (less)
    words = {word for word in tokens if tokens.count(word) < min_count}
    return sorted(words, key=lambda word: (-tokens.count(word), word))

# %% wrong: with-counts
    pairs = [(word, tokens.count(word)) for word in set(tokens)]
    return sorted((p for p in pairs if p[1] >= min_count), key=lambda pair: (-pair[1], pair[0]))

# %% wrong: with-counts (most_common)
    from collections import Counter
    return [pair for pair in Counter(tokens).most_common() if pair[1] >= min_count]

# %% wrong: dictionary
    words = {word for word in tokens if tokens.count(word) >= min_count}
    return {w: i for i, w in enumerate(sorted(words, key=lambda w: (-tokens.count(w), w)))}

# %% wrong: dictionary (ids to words)
    words = {word for word in tokens if tokens.count(word) >= min_count}
    return dict(enumerate(sorted(words, key=lambda w: (-tokens.count(w), w))))

# %% wrong: dictionary (of counts)
    counts = {}
    for token in tokens:
        counts[token] = counts.get(token, 0) + 1
    return {word: count for word, count in counts.items() if count >= min_count}

# %% wrong: repeated
    frequent = [token for token in tokens if tokens.count(token) >= min_count]
    return sorted(frequent, key=lambda word: (-tokens.count(word), word))

# %% wrong: repeated (filtered only)
    return [token for token in tokens if tokens.count(token) >= min_count]

# %% wrong: changes-inputs
    tokens.sort()
    words = list(dict.fromkeys(word for word in tokens if tokens.count(word) >= min_count))
    return sorted(words, key=tokens.count, reverse=True)

# %% wrong: no-return
    words = {word for word in tokens if tokens.count(word) >= min_count}
    print(sorted(words, key=lambda word: (-tokens.count(word), word)))

# %% wrong: no-return (list.sort gives None)
    words = [word for word in set(tokens) if tokens.count(word) >= min_count]
    return words.sort(key=lambda word: (-tokens.count(word), word))

# %% wrong: (the ids)
    words = {word for word in tokens if tokens.count(word) >= min_count}
    return list(range(len(words)))

# %% wrong: (a set)
    return {word for word in tokens if tokens.count(word) >= min_count}

# %% wrong: (one text)
    words = {word for word in tokens if tokens.count(word) >= min_count}
    return " ".join(sorted(words, key=lambda word: (-tokens.count(word), word)))

# %% wrong: return-in-loop (the most frequent word only)
    return [max(sorted(set(tokens)), key=tokens.count)]

# %% wrong: unordered (sorted by length)
    words = {word for word in tokens if tokens.count(word) >= min_count}
    return sorted(words, key=lambda word: (-len(word), word))

# %% error: minus a word
    from collections import Counter
    return sorted(Counter(tokens).items(), key=lambda pair: (-pair[0], pair[1]))

# %% error: unhashable
    from collections import Counter
    return [word for word, _ in Counter([tokens]).most_common()]

# %% error: forgotten import
    return [word for word, _ in Conuter(tokens).most_common()]

# %% error: other parameters
def build_vocabulary():
    return []

# %% not attempted: only a comment and the placeholder
def build_vocabulary(tokens, min_count=1):
    # Counter?
    raise NotImplementedError

# %% wrong: unstable-argsort
    words, counts = np.unique(tokens, return_counts=True)
    words, counts = words[counts >= min_count], counts[counts >= min_count]
    return list(words[np.argsort(-counts)])

# %% wrong: unstable-argsort (turned round)
def build_vocabulary(tokens, min_count=1):
    words, counts = np.unique(tokens, return_counts=True)
    order = np.argsort(counts)[::-1]
    return [str(words[i]) for i in order if counts[i] >= min_count]

# %% right: np.argsort, kept stable
    words, counts = np.unique(tokens, return_counts=True)
    order = np.argsort(-counts, kind="stable")
    return [str(words[i]) for i in order if counts[i] >= min_count]

# %% wrong: unordered (a set sorted by count)
    words = {word for word in tokens if tokens.count(word) >= min_count}
    return sorted(words, key=lambda word: str(tokens.count(word)) + word[::-1], reverse=True)

# %% wrong: unordered (a list of a set, all words)
def build_vocabulary(tokens, min_count=1):
    return sorted(set(tokens), key=lambda word: word[1:] + word)

# %% wrong: min-count-ignored (sorted by count alone)
def build_vocabulary(tokens, min_count=1):
    return sorted(sorted(set(tokens), key=lambda word: word[::-1]), key=tokens.count, reverse=True)

# %% wrong: return-in-loop
def build_vocabulary(tokens, min_count=1):
    words = []
    for word in sorted(set(tokens), key=lambda w: (-tokens.count(w), w)):
        if tokens.count(word) >= min_count:
            words.append(word)
        return words

# %% wrong: return-in-loop (None where all words are rare)
def build_vocabulary(tokens, min_count=1):
    words = []
    for word in sorted(set(tokens), key=lambda w: (-tokens.count(w), w)):
        if tokens.count(word) >= min_count:
            words.append(word)
            return words

# %% wrong: return-in-loop (while counting)
def build_vocabulary(tokens, min_count=1):
    counts = {}
    for token in tokens:
        counts[token] = counts.get(token, 0) + 1
        return sorted(counts, key=lambda word: (-counts[word], word))

# %% wrong: removed-while-looping
def build_vocabulary(tokens, min_count=1):
    words = sorted(set(tokens), key=lambda word: (-tokens.count(word), word))
    for word in words:
        if tokens.count(word) < min_count:
            words.remove(word)
    return words

# %% wrong: removed-while-looping (a dictionary)
def build_vocabulary(tokens, min_count=1):
    from collections import Counter

    counts = Counter(tokens)
    for word in counts:
        if counts[word] < min_count:
            del counts[word]
    return sorted(counts, key=lambda word: (-counts[word], word))

# %% wrong: number-of-words
    from collections import Counter
    return [word for word, count in Counter(tokens).most_common(min_count)]

# %% wrong: greater-than (counted from 0)
def build_vocabulary(tokens, min_count=1):
    counts = {}
    for token in tokens:
        if token in counts:
            counts[token] += 1
        else:
            counts[token] = 0
    words = [word for word in counts if counts[word] >= min_count]
    return sorted(words, key=lambda word: (-counts[word], word))

# %% wrong: with-counts (the count first)
    pairs = sorted(((tokens.count(w), w) for w in set(tokens)), reverse=True)
    return [pair for pair in pairs if pair[0] >= min_count]

# %% wrong: with-counts (with their ids)
    words = {word for word in tokens if tokens.count(word) >= min_count}
    return list(enumerate(sorted(words, key=lambda word: (-tokens.count(word), word))))
