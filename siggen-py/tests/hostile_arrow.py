"""The child process of `test_hostile_arrow.py`: hands over Arrow data that is not as it says.

It names each case before it tries it, so that whoever started it knows at which one it ended. What comes of a case is
an outcome or an exception that Python code catches; anything else is said and ends the process.
"""

from __future__ import annotations

import ctypes
import decimal
import json
import os
import random
import sys

import pyarrow as pa

import siggen

CRASHES = [{"threads": [{"frames": [{"function": f"f{i}", "line": i}, {"module": "m"}]}]} for i in range(3)]
TEXTS = [*(json.dumps(crash) for crash in CRASHES[:2]), None, '{"threads": []}']


def column(kind):
    texts = [None if text is None else text.encode() for text in TEXTS] if "binary" in str(kind) else TEXTS
    return pa.array(texts, kind)


def runs(ends):
    return pa.RunEndEncodedArray.from_arrays(pa.array([2, 3, 6, 7], ends), pa.array(TEXTS))


def nested(**more):
    return pa.table({**pa.Table.from_pylist(CRASHES).to_pydict(), **more})


def of_column(array):
    return pa.table({"crash": array})


TABLES = {
    "string": lambda: of_column(column(pa.string())),
    "large_string": lambda: of_column(column(pa.large_string())),
    "binary": lambda: of_column(column(pa.binary())),
    "large_binary": lambda: of_column(column(pa.large_binary())),
    "string_view": lambda: of_column(column(pa.string_view())),
    "binary_view": lambda: of_column(column(pa.binary_view())),
    "without_nulls": lambda: of_column(pa.array(TEXTS[:2])),
    "nulls": lambda: of_column(pa.array([None, TEXTS[0], None] * 5)),
    "dictionary": lambda: of_column(pa.array(TEXTS * 2).dictionary_encode()),
    "small_keys": lambda: of_column(
        pa.array(TEXTS, pa.large_string()).cast(pa.dictionary(pa.int8(), pa.large_string()))
    ),
    "runs": lambda: of_column(runs(pa.int32())),
    "short_runs": lambda: of_column(runs(pa.int16())),
    "two_columns": lambda: pa.table({"id": [1, 2, 3, 4], "crash": TEXTS}),
    "lists_and_structs": nested,
    "column_of_structs": lambda: of_column(pa.array([*CRASHES, None])),
    "other_types": lambda: nested(
        dictionary=pa.array(["x", None, "x"]).dictionary_encode(),
        view=pa.array(["x" * 20, "y", None], pa.string_view()),
        boolean=[True, None, False],
        number=[1.5, None, 2.5],
        time=pa.array([1, None, 3], pa.timestamp("us", "+01:00")),
        date=pa.array([1, None, 3], pa.date32()),
    ),
    "rarer_types": lambda: nested(
        decimal=[decimal.Decimal("1.5"), None, decimal.Decimal("2.5")],
        fixed=pa.array([b"abc", None, b"def"], pa.binary(3)),
        triple=pa.array([[1, 2, 3], None, [4, 5, 6]], pa.list_(pa.int32(), 3)),
        view=pa.array([[1], None, [2, 3]], pa.list_view(pa.int16())),
        map=pa.array([[("a", 1)], None, []], pa.map_(pa.string(), pa.int64())),
        duration=pa.array([1, None, 3], pa.duration("s")),
        runs=pa.RunEndEncodedArray.from_arrays(pa.array([2, 3], pa.int32()), pa.array(["p", "q"])),
    ),
}


def stream_of(table):
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


def mutants(whole, seed):
    """Each byte with other values, and some bytes at once."""
    values = random.Random(seed)
    for position, byte in enumerate(whole):
        for value in sorted({0, 0x7F, 0xFF, byte ^ 1, byte ^ 0x10, values.randrange(256)} - {byte}):
            yield f"byte {position} = {value}", whole[:position] + bytes([value]) + whole[position + 1 :]
    for case in range(500):
        mutant = bytearray(whole)
        for _ in range(values.randrange(2, 6)):
            mutant[values.randrange(len(mutant))] = values.choice([0, 1, 2, 4, 8, 0x10, 0x7F, 0x80, 0xFF])
        yield f"some bytes, {case}", bytes(mutant)


def tried(data, column=None):
    try:
        return f"{len(siggen.generate_arrow(data, column=column, jobs=1))} rows"
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def read_mutants(name):
    """What was read, and how often which kind of exception was raised."""
    whole = stream_of(TABLES[name]())
    column = "crash" if name == "column_of_structs" else None
    assert len(siggen.generate_arrow(pa.ipc.open_stream(whole), column=column, jobs=1)) > 0
    counts = {}
    for case, mutant in mutants(whole, name):
        say(case)
        table = None
        try:
            table = pa.ipc.open_stream(mutant).read_all()
        except Exception:
            continue
        for data in (table, pa.ipc.open_stream(mutant)):
            came = tried(data, column).split(":")[0].split(" ")[-1]
            counts[came] = counts.get(came, 0) + 1
    return counts


class Schema(ctypes.Structure):
    pass


class Array(ctypes.Structure):
    pass


class Stream(ctypes.Structure):
    pass


SchemaRelease = ctypes.CFUNCTYPE(None, ctypes.POINTER(Schema))
ArrayRelease = ctypes.CFUNCTYPE(None, ctypes.POINTER(Array))
StreamRelease = ctypes.CFUNCTYPE(None, ctypes.POINTER(Stream))
GetSchema = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Stream), ctypes.POINTER(Schema))
GetNext = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Stream), ctypes.POINTER(Array))
GetLastError = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.POINTER(Stream))

Schema._fields_ = [
    ("format", ctypes.c_char_p),
    ("name", ctypes.c_char_p),
    ("metadata", ctypes.c_char_p),
    ("flags", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("children", ctypes.POINTER(ctypes.POINTER(Schema))),
    ("dictionary", ctypes.POINTER(Schema)),
    ("release", SchemaRelease),
    ("private_data", ctypes.c_void_p),
]
Array._fields_ = [
    ("length", ctypes.c_int64),
    ("null_count", ctypes.c_int64),
    ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.POINTER(ctypes.POINTER(Array))),
    ("dictionary", ctypes.POINTER(Array)),
    ("release", ArrayRelease),
    ("private_data", ctypes.c_void_p),
]
Stream._fields_ = [
    ("get_schema", GetSchema),
    ("get_next", GetNext),
    ("get_last_error", GetLastError),
    ("release", StreamRelease),
    ("private_data", ctypes.c_void_p),
]

new_capsule = ctypes.pythonapi.PyCapsule_New
new_capsule.restype = ctypes.py_object
new_capsule.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]


def capsule_of(struct, name):
    return new_capsule(ctypes.addressof(struct), name, None)


KEPT = []
RELEASED = []


def kept(thing):
    KEPT.append(thing)
    return thing


def noted(struct):
    RELEASED.append(1)
    struct.contents.release = type(struct.contents.release)()


RELEASE_SCHEMA = SchemaRelease(noted)
RELEASE_ARRAY = ArrayRelease(noted)
RELEASE_STREAM = StreamRelease(noted)


def list_of(kind, items):
    return kept((kind * max(1, len(items)))(*items))


def schema(format, children=(), dictionary=None, name=b"crash"):
    made = kept(Schema(format=format, name=name, n_children=len(children), release=RELEASE_SCHEMA))
    if children:
        made.children = list_of(ctypes.POINTER(Schema), [ctypes.pointer(child) for child in children])
    if dictionary is not None:
        made.dictionary = ctypes.pointer(dictionary)
    return made


def array(length, buffers, children=(), dictionary=None, null_count=0, offset=0):
    made = kept(Array(length=length, null_count=null_count, offset=offset, n_buffers=len(buffers)))
    addresses = [
        None if data is None else ctypes.addressof(kept(ctypes.create_string_buffer(data))) for data in buffers
    ]
    made.buffers = list_of(ctypes.c_void_p, addresses)
    made.n_children = len(children)
    if children:
        made.children = list_of(ctypes.POINTER(Array), [ctypes.pointer(child) for child in children])
    if dictionary is not None:
        made.dictionary = ctypes.pointer(dictionary)
    made.release = RELEASE_ARRAY
    return made


def numbers(*values, size=4):
    return b"".join(value.to_bytes(size, "little", signed=True) for value in values)


CRASH = json.dumps(CRASHES[0]).encode()
LENGTH = len(CRASH)
NULL = ctypes.POINTER(ctypes.c_void_p)()


class Handed:
    """Something made by hand."""

    def __init__(self, schema, array):
        self.schema, self.array = schema, array

    def __arrow_c_array__(self, requested_schema=None):
        return capsule_of(self.schema, b"arrow_schema"), capsule_of(self.array, b"arrow_array")


def strings(*, offsets=(0, LENGTH, LENGTH, 2 * LENGTH), validity=None, format=b"u", size=4, **more):
    made = Handed(schema(format), array(3, [validity, numbers(*offsets, size=size), CRASH * 2], **more))
    return made


def views(*, buffer=0, start=0, length=LENGTH, lengths=(LENGTH,)):
    view = numbers(length) + CRASH[:4] + numbers(buffer, start)
    return Handed(schema(b"vu"), array(1, [None, view, CRASH, numbers(*lengths, size=8)]))


def dictionary(keys=(0, 0, 0)):
    values = array(1, [None, numbers(0, LENGTH), CRASH])
    return Handed(schema(b"c", dictionary=schema(b"u")), array(3, [None, numbers(*keys, size=1)], dictionary=values))


def run_ends(ends=(2, 3), length=3):
    children = [array(2, [None, numbers(*ends)]), array(2, [None, numbers(0, LENGTH, LENGTH), CRASH])]
    kinds = [schema(b"i", name=b"run_ends"), schema(b"u", name=b"values")]
    kinds[1].flags = 2
    return Handed(schema(b"+r", kinds), array(length, [], children))


def table(columns=1):
    child = strings()
    kinds = [child.schema, *(schema(b"l", name=b"other") for _ in range(columns - 1))]
    arrays = [child.array, *(array(3, [None, numbers(1, 2, 3, size=8)]) for _ in range(columns - 1))]
    return Handed(schema(b"+s", kinds), array(3, [None], arrays))


def with_format(format):
    return with_schema(strings(), format=format)


def with_schema(handed, **fields):
    for name, value in fields.items():
        setattr(handed.schema, name, value)
    return handed


def with_array(handed, **fields):
    for name, value in fields.items():
        setattr(handed.array, name, value)
    return handed


def without_buffer(handed, index):
    handed.array.buffers[index] = None
    return handed


def deep(levels):
    kind, data = schema(b"u", name=b"item"), array(1, [None, numbers(0, 1), b"x"])
    for _ in range(levels):
        kind, data = schema(b"+s", [kind], name=b"threads"), array(1, [None], [data])
    return Handed(kind, data)


GOOD = {
    "strings": strings,
    "nulls that are not counted": lambda: strings(validity=b"\x05", null_count=-1),
    "no rows and no buffers": lambda: Handed(schema(b"u"), array(0, [None, None, None])),
    "large": lambda: strings(format=b"U", size=8),
    "bytes": lambda: strings(format=b"z"),
    "offset": lambda: with_array(strings(), offset=1, length=2),
    "views": views,
    "dictionary": dictionary,
    "run ends": run_ends,
    "table": table,
    "table with another column": lambda: table(2),
    "another column of an unknown type": lambda: (
        made := table(2),
        setattr(made.schema.children[1].contents, "format", b"?"),
    )[0],
    "another column that is damaged": lambda: (
        made := table(2),
        setattr(made.array.children[1].contents, "length", -1),
    )[0],
    "nested": lambda: deep(5),
}

BAD = {
    "no format": lambda: with_format(None),
    "empty format": lambda: with_format(b""),
    "unknown format": lambda: with_format(b"?"),
    "format that is not UTF-8": lambda: with_format(b"\xff"),
    "name that is not UTF-8": lambda: with_schema(strings(), name=b"\xff"),
    "format of a list without children": lambda: with_format(b"+l"),
    "format of runs without children": lambda: with_format(b"+r"),
    "format of a union without children": lambda: with_format(b"+ud:0,1"),
    "format of a fixed size that is negative": lambda: with_format(b"w:-1"),
    "schema with -1 children": lambda: with_schema(table(), n_children=-1),
    "schema with 2^62 children": lambda: with_schema(table(), n_children=1 << 62),
    "schema with children that are not there": lambda: with_schema(table(), n_children=1, children=None),
    "schema with a child that is not there": lambda: (
        made := table(),
        made.schema.children.__setitem__(0, ctypes.POINTER(Schema)()),
    )[0],
    "schema that was released": lambda: with_schema(strings(), release=SchemaRelease()),
    "nested too deep": lambda: deep(2000),
    "array that was released": lambda: with_array(strings(), release=ArrayRelease()),
    "length -1": lambda: with_array(strings(), length=-1),
    "length 2^62": lambda: with_array(strings(), length=1 << 62),
    "length 2^63 - 1 from row 1 on": lambda: with_array(strings(), length=(1 << 63) - 1, offset=1),
    "length 2^31": lambda: with_array(strings(), length=1 << 31),
    "offset -1": lambda: with_array(strings(), offset=-1),
    "offset 2^62": lambda: with_array(strings(), offset=1 << 62),
    "null count -2": lambda: with_array(strings(), null_count=-2),
    "null count over the length": lambda: with_array(strings(), null_count=4),
    "nulls without bits": lambda: with_array(strings(), null_count=1),
    "another null count than the bits": lambda: strings(validity=b"\x05", null_count=2),
    "no buffers": lambda: with_array(strings(), n_buffers=0),
    "-1 buffers": lambda: with_array(strings(), n_buffers=-1),
    "2 buffers": lambda: with_array(strings(), n_buffers=2),
    "4 buffers": lambda: strings_with_another_buffer(),
    "2^62 buffers": lambda: with_array(strings(), n_buffers=1 << 62),
    "buffers that are not there": lambda: with_array(strings(), buffers=NULL),
    "offsets that are not there": lambda: without_buffer(strings(), 1),
    "data that is not there": lambda: without_buffer(strings(), 2),
    "first offset negative": lambda: strings(offsets=(-1, 1, 2, 3)),
    "offset past the end": lambda: strings(offsets=(0, 1 << 28, LENGTH, LENGTH)),
    "offset negative": lambda: strings(offsets=(0, -5, LENGTH, LENGTH)),
    "last offset negative": lambda: strings(offsets=(0, 1, 2, -1)),
    "offsets going back": lambda: strings(offsets=(0, LENGTH, 5, LENGTH)),
    "large offset past the end": lambda: strings(offsets=(0, 1 << 60, LENGTH, LENGTH), format=b"U", size=8),
    "last large offset 2^62": lambda: strings(offsets=(0, 1, 2, 1 << 62), format=b"U", size=8),
    "children of strings": lambda: with_array(strings(), n_children=1),
    "dictionary of strings": lambda: with_array(strings(), dictionary=ctypes.pointer(strings().array)),
    "view of another buffer": lambda: views(buffer=1),
    "view of a negative buffer": lambda: views(buffer=-1),
    "view past the end": lambda: views(start=1 << 30),
    "view from before the start": lambda: views(start=-8),
    "view that is too long": lambda: views(length=1 << 30),
    "view of negative length": lambda: views(length=-1),
    "view buffer of negative length": lambda: views(lengths=(-1,)),
    "views without lengths": lambda: without_buffer(views(), 3),
    "views without views": lambda: without_buffer(views(), 1),
    "views with 2 buffers": lambda: with_array(views(), n_buffers=2),
    "key past the end": lambda: dictionary((0, 1, 0)),
    "negative key": lambda: dictionary((0, -1, 0)),
    "keys without a dictionary": lambda: with_array(dictionary(), dictionary=None),
    "dictionary in no schema": lambda: with_schema(dictionary(), dictionary=None),
    "dictionary with keys of text": lambda: with_schema(dictionary(), format=b"u"),
    "run ends going back": lambda: run_ends((3, 2)),
    "run end 0": lambda: run_ends((0, 3)),
    "run ends too small": lambda: run_ends((1, 2)),
    "runs of 2^40": lambda: run_ends(length=1 << 40),
    "runs with a child": lambda: with_array(run_ends(), n_children=1),
    "table without children": lambda: with_array(table(), n_children=0),
    "table with 2 children of 1": lambda: with_array(table(), n_children=2),
    "table with -1 children": lambda: with_array(table(), n_children=-1),
    "table whose children are not there": lambda: with_array(table(), children=None),
    "table without buffers": lambda: with_array(table(), n_buffers=0),
    "table longer than its column": lambda: with_array(table(), length=4),
    "table behind its column": lambda: with_array(table(), offset=1),
}


def strings_with_another_buffer():
    made = strings()
    made.array.buffers = list_of(ctypes.c_void_p, [*(made.array.buffers[i] for i in range(3)), made.array.buffers[2]])
    made.array.n_buffers = 4
    return made


class Streamed:
    """A stream that is made by hand, with some of its functions."""

    def __init__(self, **functions):
        self.functions = functions

    def __arrow_c_stream__(self, requested_schema=None):
        made = kept(Stream(release=RELEASE_STREAM))
        for name, function in {"get_schema": give_schema, "get_next": give_end, **self.functions}.items():
            kind = dict(Stream._fields_)[name]
            setattr(made, name, kind() if function is None else kept(kind(function)))
        return capsule_of(made, b"arrow_array_stream")


def give_schema(_stream, out):
    ctypes.memmove(out, ctypes.addressof(schema(b"u")), ctypes.sizeof(Schema))
    return 0


def give_end(_stream, out):
    ctypes.memset(out, 0, ctypes.sizeof(Array))
    return 0


def give_bad(_stream, out):
    ctypes.memmove(out, ctypes.addressof(strings(offsets=(0, -5, 6, 7)).array), ctypes.sizeof(Array))
    return 0


STREAMS = {
    "no get_schema": lambda: Streamed(get_schema=None),
    "no get_next": lambda: Streamed(get_next=None),
    "get_schema fails without a word": lambda: Streamed(get_schema=lambda *_: 5),
    "get_next fails without a word": lambda: Streamed(get_next=lambda *_: 5),
    "get_next fails and says nothing": lambda: Streamed(get_next=lambda *_: 5, get_last_error=lambda *_: None),
    "a schema that was released": lambda: Streamed(get_schema=lambda *_: 0),
    "a bad array": lambda: Streamed(get_next=give_bad),
}


def read_capsules():
    """What came of each."""
    came = {}
    for name, make in {**GOOD, **BAD, **STREAMS}.items():
        say(name)
        data = make()
        RELEASED.clear()
        came[name] = [tried(data), len(RELEASED)]
    return came


def say(case):
    os.write(2, f"{case}\n".encode())


if __name__ == "__main__":
    try:
        import resource

        # Whoever believes a length that is made up fails.
        resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
    except ImportError:
        pass
    made = read_capsules() if sys.argv[1] == "capsules" else read_mutants(sys.argv[1])
    print(json.dumps(made))
