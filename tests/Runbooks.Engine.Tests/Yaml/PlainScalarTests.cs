using Runbooks.Engine.Argo;
using Runbooks.Engine.Yaml;

namespace Runbooks.Engine.Tests.Yaml;

/// <summary>Unquoted scalars mean what Kubernetes' own tools take them for.</summary>
public class PlainScalarTests
{
    [Theory]
    [InlineData("yes", "true")]
    [InlineData("Yes", "true")]
    [InlineData("YES", "true")]
    [InlineData("y", "true")]
    [InlineData("Y", "true")]
    [InlineData("on", "true")]
    [InlineData("ON", "true")]
    [InlineData("True", "true")]
    [InlineData("no", "false")]
    [InlineData("n", "false")]
    [InlineData("Off", "false")]
    [InlineData("FALSE", "false")]
    [InlineData("yEs", "\"yEs\"")]
    [InlineData("tRUE", "\"tRUE\"")]
    [InlineData("~", "null")]
    [InlineData("null", "null")]
    [InlineData("NULL", "null")]
    [InlineData("", "null")]
    [InlineData("nULL", "\"nULL\"")]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("+12", "12")]
    [InlineData("1_000_000", "1000000")]
    [InlineData("_1", "\"_1\"")]
    [InlineData("0777", "511")]
    [InlineData("0o777", "511")]
    [InlineData("-0o17", "-15")]
    [InlineData("08", "8")]
    [InlineData("0x1F", "31")]
    [InlineData("-0x10", "-16")]
    [InlineData("0b101", "5")]
    [InlineData("-0b11", "-3")]
    [InlineData("0x", "\"0x\"")]
    [InlineData("0b2", "\"0b2\"")]
    [InlineData("0xZZ", "\"0xZZ\"")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    [InlineData("18446744073709551616", "18446744073709552000")]
    [InlineData("1.5", "1.5")]
    [InlineData("-.5", "-0.5")]
    [InlineData(".5", "0.5")]
    [InlineData("1.", "1")]
    [InlineData("1e3", "1000")]
    [InlineData("1.5E-3", "0.0015")]
    [InlineData("1e400", "\"1e400\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("1:30", "\"1:30\"")]
    [InlineData("2026-01-02", "\"2026-01-02\"")]
    [InlineData("2026-01-02T03:04:05Z", "\"2026-01-02T03:04:05Z\"")]
    [InlineData("+", "\"+\"")]
    [InlineData("-x", "\"-x\"")]
    [InlineData(".", "\".\"")]
    [InlineData("i-0abc", "\"i-0abc\"")]
    [InlineData("'yes'", "\"yes\"")]
    [InlineData("\"1\"", "\"1\"")]
    [InlineData("!!str 1", "\"1\"")]
    [InlineData("! 1", "\"1\"")]
    [InlineData("!!int \"0x10\"", "16")]
    [InlineData("!!float 1", "1")]
    [InlineData("!!bool \"on\"", "true")]
    [InlineData("!!null \"\"", "null")]
    [InlineData("!!binary aGVsbG8=", "\"hello\"")]
    [InlineData("!!timestamp 2026-01-02", "\"2026-01-02\"")]
    public void A_scalar_is_read_as(string yaml, string json)
    {
        var stream = YamlReader.Read($"a: {yaml}\n");

        Assert.Empty(stream.Mistakes);
        var value = stream.Documents.Single().ToJson()!["a"];
        Assert.Equal(double.TryParse(json, out var number) ? number.ToString("R") : json, Shown(value?.ToJsonString(ArgoJson.Options)));
        static string Shown(string? text) => text is null ? "null" : double.TryParse(text, out var number) ? number.ToString("R") : text;
    }

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("18446744073709551615")]
    public void A_large_whole_number_keeps_all_its_digits(string number)
    {
        var stream = YamlReader.Read($"a: {number}\n");

        Assert.Equal(number, stream.Documents.Single().ToJson()!["a"]!.ToJsonString());
    }
}
