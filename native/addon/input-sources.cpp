#include "addon/input-sources.h"

#include "data/dtype.h"

namespace warpfold::addon {

namespace {

data::BytesSource readBytes(const Reader &reader) {
  data::BytesSource source;
  source.bytes = reader.field("bytes").bytes();
  if (const auto size = reader.optionalField("elementBytes"))
    source.elementBytes = size->countBetween(1, 1U << 20);
  if (source.bytes.size() % source.elementBytes != 0)
    reader.field("bytes").refuse("a whole number of elements");
  return source;
}

data::FillSource readFill(const Reader &reader) {
  data::FillSource source;
  source.element = reader.field("element").bytes();
  if (source.element.empty()) reader.field("element").refuse("at least one byte");
  source.length = reader.field("length").count();
  return source;
}

data::FileSource readFile(const Reader &reader) {
  data::FileSource source;
  source.path = reader.field("path").text();
  source.offset = reader.field("offset").count();
  source.dtype = data::parseDtype(reader.field("dtype").text());
  const std::string order = reader.field("byteOrder").text();
  if (order != "little" && order != "big") reader.field("byteOrder").refuse("`little` or `big`");
  source.byteOrder = order == "big" ? data::ByteOrder::Big : data::ByteOrder::Little;
  if (const auto shape = reader.optionalField("fortranShape")) {
    for (const Reader &extent : shape->elements()) source.fortranShape.push_back(extent.count());
  }
  source.length = reader.field("length").count();
  source.expectedFileBytes = reader.field("expectedFileBytes").count();
  return source;
}

data::GeneratorSpec readArange(const Reader &reader, data::Dtype dtype, std::uint64_t length) {
  data::ArangeBounds bounds;
  bounds.start = reader.field("start").realNumber();
  bounds.step = reader.field("step").realNumber();
  const auto start = reader.field("start").wholeNumber();
  const auto step = reader.field("step").wholeNumber();
  bounds.whole = start && step;
  bounds.integerStart = start.value_or(data::BigInteger{});
  bounds.integerStep = step.value_or(data::BigInteger{});
  return data::arangeSpec(dtype, bounds, length);
}

}  // namespace

data::InputSource readInputSource(const Reader &reader) {
  const std::string kind = reader.field("kind").text();
  if (kind == "bytes") return readBytes(reader);
  if (kind == "fill") return readFill(reader);
  if (kind == "file") return readFile(reader);
  const auto number = [&](const char *key) { return reader.field(key).number(); };
  const data::Dtype dtype = data::parseDtype(reader.field("dtype").text());
  const std::uint64_t length = reader.field("length").count();
  if (kind == "arange") return readArange(reader, dtype, length);
  if (kind == "linspace") return data::linspaceSpec(dtype, number("lo"), number("hi"), length);
  const std::uint64_t seed = reader.field("seed").word();
  if (kind == "uniform") return data::uniformSpec(dtype, number("lo"), number("hi"), seed, length);
  if (kind == "normal") return data::normalSpec(dtype, number("mean"), number("sd"), seed, length);
  if (kind == "integers") {
    return data::integersSpec(dtype, reader.field("lo").integer(), reader.field("hi").predecessor(), seed,
                              length);
  }
  reader.field("kind").refuse("the kind of an input");
}

}  // namespace warpfold::addon
