"""Inputs and answers on their way between the judge and a kernel that may be hostile."""

import base64
import json
from contextlib import suppress

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader_tests import wire
from grader_tests.wire import Other, WireError, decode, encode

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63) + 1, 2**63 - 1) | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
dtypes = st.sampled_from([np.dtype(name) for name in wire.ARRAY_DTYPES])
arrays = dtypes.flatmap(
    lambda dtype: hnp.arrays(dtype, hnp.array_shapes(min_dims=0, max_dims=4, min_side=0))
)
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@patient
@given(plain)
def test_plain_values_come_back_equal(value):
    np.testing.assert_equal(decode(encode(value)), value)


@patient
@given(arrays)
def test_arrays_come_back_with_shape_dtype_and_every_bit(array):
    back = decode(encode(array))
    assert back.dtype == array.dtype
    assert back.shape == array.shape
    assert back.tobytes() == np.ascontiguousarray(array).tobytes()


@patient
@given(arrays)
def test_an_array_that_came_back_can_be_changed_without_changing_the_first(array):
    back = decode(encode(array))
    before = array.tobytes()
    back[...] = 1
    assert array.tobytes() == before


@patient
@given(st.text() | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_a_hostile_text_is_refused_or_read_but_nothing_else_happens(text):
    with suppress(WireError):
        decode(text)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["list", "dict", "float", "other", "array", "x"]), inner, max_size=2
        )
    ),
    max_leaves=10,
)


@patient
@given(json_values)
def test_hostile_json_is_refused_or_read_but_nothing_else_happens(value):
    with suppress(WireError):
        decode(json.dumps(value))


@patient
@given(
    st.sampled_from([*wire.ARRAY_DTYPES, "object", "complex128", "O", "<U9", "V8"]),
    st.lists(st.integers(-3, 2**70) | st.floats() | st.booleans(), max_size=9),
    st.binary(max_size=40),
)
def test_an_array_whose_bytes_do_not_fit_is_refused_before_memory_is_taken(dtype, shape, raw):
    data = base64.b64encode(raw).decode()
    try:
        array = decode(json.dumps({"array": [dtype, shape, data]}))
    except WireError:
        return
    assert array.nbytes == len(raw)


@pytest.mark.parametrize(
    "text",
    [
        '{"array": ["float64", [1000000000000], ""]}',
        '{"array": ["float64", [0, 99999999999], ""]}',
        '{"array": ["object", [1], "AAAAAAAAAAA="]}',
        '{"array": ["int64", [true], "AAAAAAAAAAA="]}',
        '{"array": ["bool", [1], "Ag=="]}',
        '{"array": ["float64", [1], "not base64!"]}',
        '{"array": ["float64", [1], null]}',
        '{"array": ["float64", "1", ""]}',
        '{"float": "1e5"}',
        '{"pickle": "gASVKAAAAA=="}',
        '{"list": [], "dict": {}}',
        "{}",
        "[1, 2]",
        "NaN",
        "Infinity",
        '{"list": [NaN]}',
        "[" * 100_000,
        '{"list": [' * 40 + "]}" * 40,
        "",
        "1e999999 2",
    ],
    ids=lambda text: text[:40],
)
def test_a_text_of_another_form_is_refused(text):
    with pytest.raises(WireError):
        decode(text)


def test_a_text_beyond_the_limit_is_refused_before_it_is_read():
    with pytest.raises(WireError, match="at most 10 bytes"):
        decode("1" * 11, max_bytes=10)
    with pytest.raises(WireError):
        decode(b"1")


def test_an_answer_beyond_the_limit_travels_as_a_word_about_it():
    huge = np.zeros(wire.MAX_BYTES // 2 + 1, np.int8)
    assert decode(encode(huge)) == Other(f"an array of {huge.nbytes:,} bytes")


@pytest.mark.parametrize(
    "value",
    [
        object(),
        lambda x: x,
        1j,
        {1, 2},
        b"bytes",
        np.array([1j]),
        np.array([None]),
        2**63,
        range(3),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_answer_becomes_a_word_about_it(value):
    back = decode(encode(value))
    assert isinstance(back, Other)
    assert back.description


def test_an_endless_list_ends():
    endless = []
    endless.append(endless)
    assert "nested too deep" in str(decode(encode(endless)))


@pytest.mark.parametrize(
    ("value", "dtype"),
    [
        (tf.constant([1.5, 2.5]), "float32"),
        (tf.Variable([[1, 2]]), "int32"),
        (tf.constant([True]), "bool"),
        (tf.constant([1.5], tf.bfloat16), "float32"),
        (np.float32(1.5), "float32"),
        (np.bool_(True), "bool"),
    ],
    ids=str,
)
def test_tensors_variables_and_numpy_numbers_travel_as_arrays(value, dtype):
    back = decode(encode(value))
    assert back.dtype.name == dtype
    np.testing.assert_array_equal(back, np.asarray(value, back.dtype))


def test_bools_of_other_bytes_are_true():
    array = np.array([0, 1, 7, 255], np.uint8).view(bool)
    np.testing.assert_array_equal(decode(encode(array)), [False, True, True, True])


def test_words_travel_as_texts():
    assert decode(encode(np.array(["a", "b"]))) == ["a", "b"]
    assert decode(encode(("a", ["b"]))) == ["a", ["b"]]


def test_a_value_that_raises_when_it_is_read_does_not_end_the_judge():
    class Trap:
        def numpy(self):
            raise RuntimeError("trap")

    with pytest.raises(RuntimeError, match="trap"):  # answering turns it into the learner's error
        encode(Trap())
