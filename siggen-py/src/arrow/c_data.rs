//! The structs of the Arrow C data interface, and arrays made of them that are valid whatever the structs say.
//!
//! What can be checked is checked before anything is read: counts, lengths, offsets, formats, which pointers are there,
//! and then every offset, view, key, run end and null of the array. What a struct can't be asked is believed: that a
//! pointer which is there points to what the interface says, and that a buffer is as long as the array's length makes
//! it. The interface carries no sizes of buffers; of bytes and strings, the last offset is the size.

#![allow(unsafe_code, reason = "the interface is C structs behind pointers")]

use std::ffi::{CStr, c_char, c_void};
use std::ptr::{self, NonNull};
use std::sync::Arc;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::{ArrayRef, make_array};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer};
use arrow_data::{ArrayData, BufferSpec, layout};
use arrow_schema::{ArrowError, DataType};

/// How deep columns may be nested; Arrow's own libraries draw the line here, too.
const DEEPEST: usize = 64;

/// An array with more rows is not one that any library makes: Arrow asks for no more, so that all languages can count
/// them.
const LONGEST: usize = i32::MAX as usize;

/// No process has memory behind this.
const LAST_ADDRESS: usize =
    if cfg!(target_pointer_width = "64") { 1 << (usize::BITS - 8) } else { isize::MAX as usize };

/// The struct `ArrowSchema`, whose fields the library keeps to itself.
#[repr(C)]
struct RawSchema {
    format: *const c_char,
    name: *const c_char,
    metadata: *const c_char,
    flags: i64,
    n_children: i64,
    children: *mut *mut RawSchema,
    dictionary: *mut RawSchema,
    release: Option<unsafe extern "C" fn(*mut RawSchema)>,
    private_data: *mut c_void,
}

/// The struct `ArrowArray`.
#[repr(C)]
struct RawArray {
    length: i64,
    null_count: i64,
    offset: i64,
    n_buffers: i64,
    n_children: i64,
    buffers: *mut *const c_void,
    children: *mut *mut RawArray,
    dictionary: *mut RawArray,
    release: Option<unsafe extern "C" fn(*mut RawArray)>,
    private_data: *mut c_void,
}

/// What arrays of a schema are.
pub(super) enum Described {
    /// Rows of columns. A column of a type that isn't known is in nobody's way until it is asked for.
    Table(Vec<(String, Result<DataType, String>)>),
    Column(DataType),
}

/// What a schema describes.
///
/// # Errors
///
/// What is wrong with it.
pub(super) fn describe(schema: &FFI_ArrowSchema) -> Result<Described, String> {
    // SAFETY: both are the interface's struct.
    let raw = unsafe { &*ptr::from_ref(schema).cast::<RawSchema>() };
    if raw.release.is_none() {
        return Err("the schema was released before".to_owned());
    }
    if raw.format()? != "+s" || !raw.dictionary.is_null() {
        return data_type(raw, 0).map(Described::Column);
    }
    let columns = raw.children(None)?.into_iter().map(|column| Ok((column.name()?.to_owned(), data_type(column, 1))));
    columns.collect::<Result<_, String>>().map(Described::Table)
}

/// The type that a schema describes, once it is certain that the library can read it.
fn data_type(schema: &RawSchema, depth: usize) -> Result<DataType, String> {
    check(schema, depth)?;
    // SAFETY: both are the interface's struct, and the library was looked up for what it takes for granted.
    let schema = unsafe { &*ptr::from_ref(schema).cast::<FFI_ArrowSchema>() };
    DataType::try_from(schema).map_err(|error| said_by(&error))
}

/// Looks at all that the library takes for granted.
fn check(schema: &RawSchema, depth: usize) -> Result<(), String> {
    if depth > DEEPEST {
        return Err(format!("columns are nested deeper than {DEEPEST} levels"));
    }
    schema.name()?;
    let format = schema.format()?;
    let children = match format {
        "+l" | "+L" | "+vl" | "+vL" | "+m" => Some(1),
        "+r" => Some(2),
        _ if format.starts_with("+w:") => Some(1),
        _ if format.starts_with('+') => None,
        _ => Some(0),
    };
    for child in schema.children(children)? {
        check(child, depth + 1)?;
    }
    // SAFETY: a pointer that is there points to a schema.
    unsafe { schema.dictionary.as_ref() }.map_or(Ok(()), |values| check(values, depth + 1))
}

impl RawSchema {
    fn format(&self) -> Result<&str, String> {
        text(self.format)?.ok_or_else(|| "a column has no format".to_owned())
    }

    fn name(&self) -> Result<&str, String> {
        Ok(text(self.name)?.unwrap_or_default())
    }

    /// The children, which are so many where it is known.
    fn children(&self, expected: Option<usize>) -> Result<Vec<&RawSchema>, String> {
        let children = pointers(self.children.cast_const(), self.n_children, "children in the schema")?;
        if expected.is_some_and(|expected| expected != children.len()) {
            return Err(format!("a column of format {:?} has {} children", self.format()?, children.len()));
        }
        // SAFETY: a pointer that is there points to a schema.
        let children = children.into_iter().map(|child| unsafe { child.as_ref() });
        children.map(|child| child.ok_or_else(|| "a column is missing in the schema".to_owned())).collect()
    }
}

/// A text, if there is one.
fn text<'a>(text: *const c_char) -> Result<Option<&'a str>, String> {
    if text.is_null() {
        return Ok(None);
    }
    // SAFETY: a pointer that is there points to a text with an end.
    let text = unsafe { CStr::from_ptr(text) };
    text.to_str().map(Some).map_err(|_| "a format or a name is not UTF-8".to_owned())
}

/// A list of so many pointers.
fn pointers<T>(list: *const *mut T, count: i64, what: &str) -> Result<Vec<*mut T>, String> {
    let count = usize::try_from(count).map_err(|_| format!("there are {count} {what}"))?;
    if count == 0 {
        return Ok(Vec::new());
    }
    if list.is_null() || count > LONGEST {
        return Err(format!("there should be {count} {what}, and there are none"));
    }
    // SAFETY: a list that is there has as many pointers as are counted; they need not be aligned.
    Ok((0..count).map(|index| unsafe { list.add(index).read_unaligned() }).collect())
}

/// An array as it was handed over. It is released when nobody uses its buffers any more.
pub(super) struct Foreign(Arc<FFI_ArrowArray>);

impl Foreign {
    pub(super) fn new(array: FFI_ArrowArray) -> Self {
        Foreign(Arc::new(array))
    }

    /// The array, valid as one of this type.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub(super) fn array(&self, kind: &DataType) -> Result<ArrayRef, String> {
        self.of(self.root()?, kind)
    }

    /// A column of a table that has so many; and the rows of the table that are null as a whole.
    ///
    /// # Errors
    ///
    /// What is wrong with the table or the column. The other columns aren't looked at.
    pub(super) fn column(
        &self,
        index: usize,
        columns: usize,
        kind: &DataType,
    ) -> Result<(ArrayRef, Option<NullBuffer>), String> {
        let table = self.root()?;
        let (length, offset) = table.rows()?;
        let buffers = table.buffers()?;
        if buffers.len() != 1 {
            return Err(format!("a table has 1 buffer, and this one {}", buffers.len()));
        }
        let nulls = self.nulls(table, buffers[0], length + offset)?;
        let nulls = nulls.map(|nulls| NullBuffer::new(BooleanBuffer::new(nulls, offset, length)));
        let children = table.children(columns)?;
        let column = self.of(children[index], kind)?;
        if column.len() < offset + length {
            return Err(format!("the column has {} rows, and the table {}", column.len(), offset + length));
        }
        Ok((column.slice(offset, length), nulls))
    }

    fn root(&self) -> Result<&RawArray, String> {
        // SAFETY: both are the interface's struct.
        let root = unsafe { &*Arc::as_ptr(&self.0).cast::<RawArray>() };
        if root.release.is_none() {
            return Err("the array was released before".to_owned());
        }
        let (length, offset) = root.rows()?;
        if length + offset > LONGEST {
            return Err(format!("{} rows in one array; Arrow has at most {LONGEST}", length + offset));
        }
        Ok(root)
    }

    fn of(&self, array: &RawArray, kind: &DataType) -> Result<ArrayRef, String> {
        Ok(make_array(self.data(array, kind)?))
    }

    fn data(&self, array: &RawArray, kind: &DataType) -> Result<ArrayData, String> {
        let (length, offset) = array.rows()?;
        let rows = length + offset;
        if matches!(kind, DataType::FixedSizeBinary(size) | DataType::FixedSizeList(_, size) if *size < 0) {
            return Err(format!("a column of {kind}"));
        }
        let layout = layout(kind);
        let nullable = usize::from(layout.can_contain_null_mask);
        let mut pointers = array.buffers()?;
        let expected = nullable + layout.buffers.len();
        // Behind those that may be any number there is one with their lengths.
        let fits = match kind {
            // Some libraries give a buffer of validity where all is null by type.
            DataType::Null => pointers.len() <= 1,
            _ if layout.variadic => pointers.len() > expected,
            _ => pointers.len() == expected,
        };
        if !fits {
            return Err(format!("{} buffers in an array of {kind}", pointers.len()));
        }
        let nulls = if nullable == 1 { self.nulls(array, pointers.remove(0), rows)? } else { None };

        let mut buffers = Vec::with_capacity(pointers.len());
        for (index, spec) in layout.buffers.iter().enumerate() {
            let bytes = match spec {
                BufferSpec::FixedWidth { byte_width, .. } => {
                    // An array without rows may come without the first offset.
                    let behind = usize::from(is_of_offsets(kind) && rows > 0);
                    rows.checked_add(behind).and_then(|count| count.checked_mul(*byte_width))
                }
                BufferSpec::BitMap => Some(rows.div_ceil(8)),
                BufferSpec::VariableWidth => Some(last_offset(&buffers, kind)?),
                BufferSpec::AlwaysNull => Some(0),
            };
            buffers.push(self.buffer(pointers[index], bytes.unwrap_or(usize::MAX))?);
        }
        if layout.variadic {
            let variadic = &pointers[layout.buffers.len()..];
            if let [data @ .., lengths] = variadic {
                let lengths = self.buffer(*lengths, size_of_val(data))?;
                for (data, length) in data.iter().zip(lengths.chunks_exact(size_of::<i64>())) {
                    let length = length.try_into().map_or(-1, i64::from_ne_bytes);
                    let length = usize::try_from(length).map_err(|_| format!("a buffer of {length} bytes"))?;
                    buffers.push(self.buffer(*data, length)?);
                }
            }
        }

        let data = ArrayData::builder(kind.clone())
            .len(length)
            .offset(offset)
            .null_bit_buffer(nulls)
            .buffers(buffers)
            .child_data(self.children(array, kind)?)
            .align_buffers(true)
            // Where this isn't told otherwise, it validates all that the buffers hold, as was done with the children.
            .build()
            .map_err(|error| said_by(&error))?;
        let counted = usize::try_from(array.null_count).ok();
        if counted.is_some_and(|counted| nullable == 1 && counted != data.null_count()) {
            return Err(format!("{} nulls, of which {} are said to be there", data.null_count(), array.null_count));
        }
        Ok(data)
    }

    fn children(&self, array: &RawArray, kind: &DataType) -> Result<Vec<ArrayData>, String> {
        let kinds: Vec<&DataType> = match kind {
            DataType::List(item)
            | DataType::LargeList(item)
            | DataType::ListView(item)
            | DataType::LargeListView(item)
            | DataType::FixedSizeList(item, _)
            | DataType::Map(item, _) => vec![item.data_type()],
            DataType::Struct(fields) => fields.iter().map(|field| field.data_type()).collect(),
            DataType::Union(fields, _) => fields.iter().map(|(_, field)| field.data_type()).collect(),
            DataType::RunEndEncoded(ends, values) => vec![ends.data_type(), values.data_type()],
            _ => Vec::new(),
        };
        let children = array.children(kinds.len())?;
        let children = children.into_iter().zip(kinds).map(|(child, kind)| self.data(child, kind));
        let mut children = children.collect::<Result<Vec<_>, _>>()?;
        // SAFETY: a pointer that is there points to an array.
        match (unsafe { array.dictionary.as_ref() }, kind) {
            (Some(values), DataType::Dictionary(_, kind)) => children.push(self.data(values, kind)?),
            (None, DataType::Dictionary(..)) => return Err("the dictionary is missing".to_owned()),
            (Some(_), _) => return Err(format!("a dictionary in an array of {kind}")),
            (None, _) => {}
        }
        if let (DataType::FixedSizeList(_, size), [items]) = (kind, children.as_slice()) {
            let (length, offset) = array.rows()?;
            let needed = usize::try_from(*size).ok().and_then(|size| size.checked_mul(length + offset));
            if needed.is_none_or(|needed| needed > items.len()) {
                return Err(format!("{} items in {length} lists of {size} each", items.len()));
            }
        }
        Ok(children)
    }

    /// The bits that say which rows are not null.
    fn nulls(&self, array: &RawArray, bits: *const c_void, rows: usize) -> Result<Option<Buffer>, String> {
        if bits.is_null() && array.null_count <= 0 {
            return Ok(None);
        }
        self.buffer(bits, rows.div_ceil(8)).map(Some)
    }

    /// A buffer of so many bytes.
    fn buffer(&self, start: *const c_void, bytes: usize) -> Result<Buffer, String> {
        if bytes == 0 {
            // What is there then may be anything.
            return Ok(Buffer::default());
        }
        let start = NonNull::new(start.cast_mut().cast::<u8>());
        let start = start.ok_or_else(|| format!("a buffer of {bytes} bytes is missing"))?;
        if start.addr().get().checked_add(bytes).is_none_or(|end| end > LAST_ADDRESS) {
            return Err(format!("a buffer of {bytes} bytes"));
        }
        // SAFETY: a buffer that is there is as long as its array's length makes it, and lives as long as the array.
        Ok(unsafe { Buffer::from_custom_allocation(start, bytes, self.0.clone()) })
    }
}

impl RawArray {
    /// Length and offset, whose sum is far from what can't be counted.
    fn rows(&self) -> Result<(usize, usize), String> {
        let all = self.length.checked_add(self.offset).filter(|_| self.length >= 0 && self.offset >= 0);
        match (all, usize::try_from(self.length), usize::try_from(self.offset)) {
            (Some(all), Ok(length), Ok(offset)) if isize::try_from(all).is_ok() => {
                if self.null_count < -1 || self.null_count > self.length {
                    return Err(format!("{} nulls in {length} rows", self.null_count));
                }
                Ok((length, offset))
            }
            _ => Err(format!("{} rows from row {} on", self.length, self.offset)),
        }
    }

    fn buffers(&self) -> Result<Vec<*const c_void>, String> {
        let list = self.buffers.cast_const().cast::<*mut c_void>();
        Ok(pointers(list, self.n_buffers, "buffers")?.into_iter().map(<*mut c_void>::cast_const).collect())
    }

    fn children(&self, expected: usize) -> Result<Vec<&RawArray>, String> {
        let children = pointers(self.children.cast_const(), self.n_children, "children")?;
        if children.len() != expected {
            return Err(format!("an array with {} children, where there should be {expected}", children.len()));
        }
        // SAFETY: a pointer that is there points to an array.
        let children = children.into_iter().map(|child| unsafe { child.as_ref() });
        children.map(|child| child.ok_or_else(|| "a child is missing".to_owned())).collect()
    }
}

/// What the library says, without the name of its kind of error.
fn said_by(error: &ArrowError) -> String {
    match error {
        ArrowError::InvalidArgumentError(text) | ArrowError::CDataInterface(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Whether the first buffer has where things begin, and one more: where the last one ends.
fn is_of_offsets(kind: &DataType) -> bool {
    use DataType::{Binary, LargeBinary, LargeList, LargeUtf8, List, Map, Utf8};
    matches!(kind, Utf8 | Binary | LargeUtf8 | LargeBinary | List(_) | LargeList(_) | Map(..))
}

/// How many bytes there are, by the last of the offsets into them.
fn last_offset(buffers: &[Buffer], kind: &DataType) -> Result<usize, String> {
    let offsets = buffers.first().map_or(&[] as &[u8], Buffer::as_slice);
    if offsets.is_empty() {
        return Ok(0);
    }
    let last = match kind {
        DataType::Utf8 | DataType::Binary => offsets.last_chunk().map(|last| i64::from(i32::from_ne_bytes(*last))),
        _ => offsets.last_chunk().map(|last| i64::from_ne_bytes(*last)),
    };
    let last = last.unwrap_or(0);
    usize::try_from(last).map_err(|_| format!("the last offset is {last}"))
}
