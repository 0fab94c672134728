using System.Globalization;
using System.Text.Json;
using Runbooks.Engine.Argo;
using GoNumber = Runbooks.Engine.Expressions.Values.GoNumber;

namespace Runbooks.Engine.Tests.Argo;

/// <summary>Values as Go prints them.</summary>
public class GoTests
{
    [Theory]
    [InlineData("%d", 5, "5")]
    [InlineData("%03d", 5, "005")]
    [InlineData("%03d", -5, "-05")]
    [InlineData("%3d|", 5, "  5|")]
    [InlineData("%-3d|", 5, "5  |")]
    [InlineData("%-03d|", 5, "5  |")]
    [InlineData("%+d", 5, "+5")]
    [InlineData("% d", 5, " 5")]
    [InlineData("%.3d", 5, "005")]
    [InlineData("%6.3d", -5, "  -005")]
    [InlineData("%06.3d", 5, "   005")]
    [InlineData("%.0d", 0, "")]
    [InlineData("%x %%", 255, "ff %")]
    [InlineData("%#X", 255, "0XFF")]
    [InlineData("%#06x", 255, "0x0000ff")]
    [InlineData("%08b", 5, "00000101")]
    [InlineData("%o", 8, "10")]
    [InlineData("%#o", 8, "010")]
    [InlineData("%O", 8, "0o10")]
    [InlineData("%x", -255, "-ff")]
    [InlineData("%c%%", 65, "A%")]
    [InlineData("%q", 65, "'A'")]
    [InlineData("%U", 65, "U+0041")]
    [InlineData("%v", 5, "5")]
    [InlineData("%s", 5, "%!s(int=5)")]
    [InlineData("%d-%d", 5, "5-%!d(MISSING)")]
    [InlineData("%[1]d-%[1]x", 10, "10-a")]
    [InlineData("%[2]d", 5, "%!d(BADINDEX)")]
    [InlineData("none", 5, "none%!(EXTRA int=5)")]
    [InlineData("%", 5, "%!(NOVERB)%!(EXTRA int=5)")]
    public void A_number_is_printed_as_Printf_would(string format, long number, string printed) =>
        Assert.Equal(printed, GoPrintf.Format(format, number));

    [Theory]
    [InlineData("0", "0", "0")]
    [InlineData("-0.0", "-0", "-0")]
    [InlineData("1.0", "1", "1")]
    [InlineData("-1.5", "-1.5", "-1.5")]
    [InlineData("100", "100", "100")]
    [InlineData("1e3", "1000", "1000")]
    [InlineData("0.1", "0.1", "0.1")]
    [InlineData("0.1000", "0.1", "0.1")]
    [InlineData("1e-6", "0.000001", "0.000001")]
    [InlineData("1e-7", "0.0000001", "1e-7")]
    [InlineData("1.25e-10", "0.000000000125", "1.25e-10")]
    [InlineData("1e20", "100000000000000000000", "100000000000000000000")]
    [InlineData("1e21", "1000000000000000000000", "1e+21")]
    [InlineData("1.5e300", null, "1.5e+300")]
    [InlineData("123456789012", "123456789012", "123456789012")]
    [InlineData("9007199254740993", "9007199254740992", "9007199254740992")]
    [InlineData("0.30000000000000004", "0.30000000000000004", "0.30000000000000004")]
    [InlineData("5e-324", null, "5e-324")]
    public void A_number_is_printed_in_the_fewest_digits(string written, string? inFull, string inJson)
    {
        var number = double.Parse(written, CultureInfo.InvariantCulture);

        if (inFull is not null) Assert.Equal(inFull, GoNumber.Plain(number));
        Assert.Equal(inJson, GoNumber.Json(number));
        Assert.Equal(number, double.Parse(GoNumber.Plain(number), CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("\"x\"", "x")]
    [InlineData("\"\"", "")]
    [InlineData("7", "7")]
    [InlineData("7.10", "7.1")]
    [InlineData("1e30", "1000000000000000000000000000000")]
    [InlineData("9007199254740993", "9007199254740993")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("0.12345678901234567890123", "0.12345678901234567890123")]
    [InlineData("1.5e-7", "0.00000015")]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    public void A_value_of_any_kind_becomes_text(string json, string text)
    {
        var value = JsonSerializer.Deserialize<AnyString>(json, ArgoJson.Options)!;

        Assert.Equal(text, value.Text);
        Assert.Equal(text, JsonSerializer.Deserialize<AnyString>(JsonSerializer.Serialize(value, ArgoJson.Options), ArgoJson.Options)!.Text);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    public void A_list_or_map_is_no_value(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<AnyString>(json, ArgoJson.Options));

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("a\"b\\c", "\"a\\\"b\\\\c\"")]
    [InlineData("\n\r\t\b\f\u0001", "\"\\n\\r\\t\\b\\f\\u0001\"")]
    [InlineData("<&>\u2028", "\"\\u003c\\u0026\\u003e\\u2028\"")]
    [InlineData("ü😀/'", "\"ü😀/'\"")]
    public void A_text_is_quoted_as_Go_does_it(string text, string json)
    {
        Assert.Equal(json, GoJson.Quote(text));
        Assert.Equal(text, JsonSerializer.Deserialize<string>(json));
    }

    [Theory]
    [InlineData(""" { "b" : [ 1.50 , true , null ] , "a" : "x  <y> \" { " } """, """{"b":[1.50,true,null],"a":"x  \u003cy\u003e \" { "}""")]
    [InlineData("\n1e3\t", "1e3")]
    [InlineData("""["\u003c\\","]"]""", """["\u003c\\","]"]""")]
    public void Raw_json_only_loses_its_blanks(string json, string compact) => Assert.Equal(compact, GoJson.Compact(json));

    [Theory]
    [InlineData("""{"b": 1.0, "a": {"z": [1e21, "<"], "c": null}, "b": 2}""", """{"a":{"c":null,"z":[1e+21,"\u003c"]},"b":2}""")]
    [InlineData("[true, false, 9007199254740993, 18446744073709551617]", "[true,false,9007199254740993,18446744073709551617]")]
    [InlineData("[0.1, 0.10, 3.14159265358979323846, -1.5e-30]", "[0.1,0.1,3.14159265358979323846,-1.5e-30]")]
    public void Json_that_was_read_is_written_with_sorted_keys_and_float64_where_that_loses_no_digits(string json, string normal) =>
        Assert.Equal(normal, GoJson.Normal(JsonDocument.Parse(json).RootElement));
}
