using System.Text.Json.Nodes;
using Runbooks.Engine.Resources;

namespace Runbooks.Engine.Tests.Resources;

/// <summary>Paths of kubectl and filters of jq over one object.</summary>
public class ObjectPathTests
{
    private const string Object = """
        {"kind": "Job", "metadata": {"name": "rand", "labels": {"a.b/c": "x", "app": "web"}, "generation": 2},
         "spec": {"list": [3, 1, 2], "containers": [{"name": "main", "image": "busybox", "cpu": 2}, {"name": "beside", "image": "nginx", "cpu": 1}]},
         "status": {"succeeded": 3, "ratio": 0.5, "ready": true, "note": null, "html": "a<b&c"}}
        """;

    [Theory]
    [InlineData("{.metadata.name}", "rand")]
    [InlineData("name={.metadata.name}, {.kind}", "name=rand, Job")]
    [InlineData("{$.metadata.name}", "rand")]
    [InlineData("{ .metadata.name }", "rand")]
    [InlineData("{.metadata['name']}", "rand")]
    [InlineData("{.metadata['name','generation']}", "rand 2")]
    [InlineData("{.metadata.labels.a\\.b/c}", "x")]
    [InlineData("{.spec.containers[0].name}", "main")]
    [InlineData("{.spec.containers[-1].name}", "beside")]
    [InlineData("{.spec.containers[*].name}", "main beside")]
    [InlineData("{.spec.containers[0:1].name}", "main")]
    [InlineData("{.spec.containers[?(@.name==\"beside\")].image}", "nginx")]
    [InlineData("{.spec.containers[?(@.cpu>1)].image}", "busybox")]
    [InlineData("{.spec.containers[?(@.missing)].image}", "")]
    [InlineData("{..image}", "busybox nginx")]
    [InlineData("{range .spec.containers[*]}{.name}={.image}{\"\\n\"}{end}!", "main=busybox\nbeside=nginx\n!")]
    [InlineData("{.metadata.missing}", "")]
    [InlineData("{.status}", """{"html":"a\u003cb\u0026c","note":null,"ratio":0.5,"ready":true,"succeeded":3}""")]
    [InlineData("{.status.ready} {.status.ratio}", "true 0.5")]
    [InlineData(".metadata.name", ".metadata.name")]
    public void A_template_of_kubectl_gives(string template, string expected)
    {
        Assert.True(KubectlTemplate.TryParse(template, out var parsed, out var error), error);

        Assert.Equal(expected, parsed.Fill(JsonNode.Parse(Object)));
    }

    [Theory]
    [InlineData("{.metadata.name", "expected '}'")]
    [InlineData("{range .a}{.b}", "{range …} without its {end}")]
    [InlineData("{end}", "{end} without a {range …}")]
    [InlineData("{.a[}", "expected a number, a quoted name or '*'")]
    [InlineData("{name}", "expected a path")]
    [InlineData("{.a[?(@.b==)]}", "expected")]
    [InlineData("{'a}", "a quote is not closed")]
    public void A_mistake_in_a_template_of_kubectl_is_said(string template, string message)
    {
        Assert.False(KubectlTemplate.TryParse(template, out _, out var error));

        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".metadata.name", "rand")]
    [InlineData(".spec.list", "[3,1,2]")]
    [InlineData(".spec.list[]", "3\n1\n2")]
    [InlineData(".spec.list[1:]", "[1,2]")]
    [InlineData(".spec.list[-1]", "2")]
    [InlineData(".metadata.labels[\"a.b/c\"]", "x")]
    [InlineData(".metadata.labels.\"a.b/c\"", "x")]
    [InlineData(".spec.containers[].name", "main\nbeside")]
    [InlineData(".spec.containers[] | select(.cpu > 1) | .name", "main")]
    [InlineData(".spec.containers | map(.cpu) | add", "3")]
    [InlineData("[.spec.containers[] | {name, i: .image}]", """[{"i":"busybox","name":"main"},{"i":"nginx","name":"beside"}]""")]
    [InlineData(".status.missing // \"none\"", "none")]
    [InlineData(".status.note // 1, 2", "1\n2")]
    [InlineData(".status.succeeded + 1 == 4 and .status.ready", "true")]
    [InlineData(".status.succeeded * 2 - 1", "5")]
    [InlineData(".status | keys | join(\",\")", "html,note,ratio,ready,succeeded")]
    [InlineData(".spec.list | length", "3")]
    [InlineData(".spec.list | sort", "[1,2,3]")]
    [InlineData(".spec.list | max, min", "3\n1")]
    [InlineData(".metadata | has(\"name\")", "true")]
    [InlineData(".metadata.name | ascii_upcase | ltrimstr(\"RA\")", "ND")]
    [InlineData(".metadata.name | @base64 | @base64d", "rand")]
    [InlineData(".status.note", "null")]
    [InlineData(".status.html", "a<b&c")]
    [InlineData(".status | {html}", """{"html":"a\u003cb\u0026c"}""")]
    [InlineData(".metadata.name.x?", "")]
    [InlineData(".status.ratio | tostring | type", "string")]
    [InlineData(".spec.list | any(. > 2)", "true")]
    [InlineData("-1 + 3", "2")]
    [InlineData("..|.image?", "null\nnull\nnull\nnull\nbusybox\nnginx\nnull\nnull")]
    public void A_filter_of_jq_gives(string filter, string expected)
    {
        Assert.True(JqFilter.TryParse(filter, out var parsed, out var error), error);

        Assert.Equal(expected, parsed.Apply(JsonNode.Parse(Object)));
    }

    [Theory]
    [InlineData(".a |", "ends too soon")]
    [InlineData(".a ]", "']' at character 4")]
    [InlineData("limit(1; .a)", "jq's 'limit' with 2 arguments is not known here")]
    [InlineData("lenght", "did you mean 'length'?")]
    [InlineData("\"\\(.a)\"", "values in texts")]
    [InlineData("def f: .; f", "'def'")]
    [InlineData(".a as $x | $x", "'as' at character 4")]
    [InlineData("§", "'§' at character 1")]
    public void A_filter_of_jq_that_is_wrong_or_not_known_is_refused(string filter, string message)
    {
        Assert.False(JqFilter.TryParse(filter, out _, out var error));

        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".metadata.name.x", "\"rand\" has no \"x\"")]
    [InlineData(".status.ready | length", "true has no length")]
    [InlineData(".metadata + 1", "they don't go together")]
    [InlineData("1 / 0", "division by zero")]
    public void A_filter_of_jq_that_does_not_fit_the_object_says_so(string filter, string message)
    {
        Assert.True(JqFilter.TryParse(filter, out var parsed, out _));

        Assert.Contains(message, Assert.Throws<FormatException>(() => parsed.Apply(JsonNode.Parse(Object))).Message, StringComparison.Ordinal);
    }
}
