using System.Text.Json.Nodes;

namespace Runbooks.Fuzzing.Tests;

/// <summary>What people, programs and attackers write where something else was meant.</summary>
internal static class OddValues
{
    /// <summary>Stands for half a character, which no encoder writes: it is put into the text itself.</summary>
    public const char HalfCharacter = '\uE000';

    public static readonly string[] Keys =
    [
        "", " ", "<<", "=", "*", "&a", "!!str", "-", "?", ":", "a.b", "a b", "{{x}}", "{{=x}}", "~", "null", "yes", "0", "1.0", "__proto__", "\0", "\n", "\u0085", "\u2028", "\uFEFF", "\u202E", "é", "e\u0301", "ключ", "🚀",
        $"{HalfCharacter}", "NAME", "Name", "name ", "templates[0]", "/", "..", "$ref", new string('k', 3_000),
    ];

    public static readonly string[] Texts =
    [
        .. Keys, "{{", "}}", "{{}}", "{{=}}", "{{=1/0}}", "{{=nil.x}}", "{{item}}", "{{item.x}}", "{{inputs.parameters.x}}", "{{=inputs.parameters}}", "{{workflow.parameters}}", "{{workflow.parameters.json}}", "{{steps.a.outputs.result}}",
        "{{tasks.a.outputs.parameters.b}}", "{{=asInt(item)}}", "{{=repeat('a', 100000)}}", "{{=map(1..100000, #)}}", "{{workflow.creationTimestamp.x}}", "{{pod.name}}", "{{retries}}", "{{lastRetry.exitCode}}", "{{node.name}}",
        "-1", "0x10", "0o7", "1e3", "1_000", "99999999999999999999", "1e400", "NaN", ".inf", "-0", "no", "off", "true", "2026-02-30", "2026-01-01T00:00:00Z", "00:00", "1d", "5m", "-5m", "1h1", "9999999h", "292471208677536ms", "P1D",
        "%", "%s%n", "%d", "${x}", "$(x)", "`", "'", "\"", "\\", "[]", "[1, 2]", "[[", "{}", "{\"a\": 1}", "{\"a\": {\"b\": null}}", "[{\"a\": 1}, 2]", "null", "a && b", "a.Failed || !b", "!a", "(a", "a == b", "1 == 1", "'a' in ('b')", "=~ '('",
        "* * * * *", "@every 1s", "60 25 0 0 8", "TZ=Nowhere 0 0 * * *", "Europe/Berlin", "a:b", "../../etc/passwd", "/dev/zero", "http://[::1", "file:///x", "http://169.254.169.254/", "s3://", "sha256:zz", "\t", "\r\n", "x\0y",
    ];

    public static JsonNode? Any(Random random) => random.Next(8) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.Pick([0L, 1L, -1L, 2L, 100L, int.MaxValue, long.MaxValue, long.MinValue]),
        3 => random.Pick([0.5, -0.0, 1e300, 5e-324, 12345678901234567890d]),
        4 => new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => Any(random))]),
        5 => new JsonObject([.. Enumerable.Range(0, random.Next(3)).Select(i => new KeyValuePair<string, JsonNode?>($"{random.Pick(Keys)}{i}", Any(random)))]),
        _ => random.Pick(Texts),
    };

    public static JsonNode? Huge(JsonNode? value, Random random) => random.Next(4) switch
    {
        0 => new string('x', random.Pick([300, 70_000, 300_000])),
        1 => new JsonArray([.. Enumerable.Range(0, 300).Select(_ => value?.DeepClone())]),
        2 => new JsonObject(Enumerable.Range(0, 300).Select(i => new KeyValuePair<string, JsonNode?>($"k{i}", i))),
        _ => Nested(value, random.Pick([3, 30, 60]), random),
    };

    private static JsonNode Nested(JsonNode? value, int depth, Random random)
    {
        var nested = value?.DeepClone();
        for (var i = 0; i < depth; i++) nested = random.Next(2) == 0 ? new JsonArray(nested) : new JsonObject { [random.Pick(["a", "steps", "inline", "value"])] = nested };
        return nested!;
    }
}
