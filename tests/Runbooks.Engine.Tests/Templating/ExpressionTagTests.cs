using Runbooks.Engine.Expressions;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Tests.Templating;

public class ExpressionTagTests
{
    private static readonly Dictionary<string, string> Variables = new()
    {
        ["inputs.parameters"] = "[]",
        ["inputs.parameters.n"] = "3",
        ["inputs.parameters.my-name"] = "<x>",
        ["inputs.parameters.which"] = "n",
        ["inputs.parameters.w"] = "which",
        ["inputs.parameters.p"] = "parameters",
        ["inputs.parameters.tags"] = "{{inputs.parameters.n}}",
        ["workflow.name"] = "wf",
        ["workflow.labels.app.kubernetes.io/name"] = "db",
        ["item"] = """{"a":"1"}""",
        ["item.a"] = "1",
        ["steps.ran.outputs.result"] = "ok",
    };

    private static Scope Strict => new DictionaryScope(Variables);

    private static Scope Body => new OccasionScope(Strict, DateTimeOffset.UnixEpoch, "", keepsUnresolved: true);

    [Theory]
    [InlineData("{{=asInt(inputs.parameters.n) * 10}}", "30")]
    [InlineData("{{= workflow.name + '!' }}.", "wf!.")]
    [InlineData("{{=inputs.parameters['my-name']}}", "<x>")]
    [InlineData("{{=[inputs.parameters['my-name']]}}", """["\u003cx\u003e"]""")]
    [InlineData("{{=item}} {{=item.a}} {{item}}", """{"a":"1"} 1 {"a":"1"}""")]
    [InlineData("{{=toJson(inputs.parameters)}}", """{"my-name":"\u003cx\u003e","n":"3","p":"parameters","tags":"{{inputs.parameters.n}}","w":"which","which":"n"}""")]
    [InlineData("{{=keys(steps)[0]}}", "ran")]
    [InlineData("{{='n' in inputs.parameters}} {{='m' in inputs.parameters}}", "true false")]
    [InlineData("{{=inputs.parameters?.m ?? 'none'}}", "none")]
    [InlineData("{{=workflow.labels['app.kubernetes.io/name']}}", "db")]
    [InlineData("{{=workflow.labels.app.kubernetes['io/name']}}", "db")]
    [InlineData("{{=let x = inputs.parameters.n; x + x}}", "33")]
    [InlineData("{{=1.0}} {{=1.5}} {{=true}} {{={'a': 1} }}", "1 1.5 true {\"a\":1}")]
    [InlineData("{{=now().Year()}}", "1970")]
    [InlineData("{{=date('2024-01-02')}} {{=[date('2024-01-02')]}}", """2024-01-02T00:00:00Z ["2024-01-02T00:00:00Z"]""")]
    [InlineData("{{=sprig.semver('v1.2')}} {{=b'ab'}}", "1.2.0 YWI=")]
    public void An_expression_tag_gives_what_Argo_prints(string text, string filled) => Assert.Equal(filled, Fill(text, Strict));

    [Theory]
    [InlineData("{{ =1 + 1}}")]
    [InlineData("{{=it.name}}")]
    [InlineData("{{=retries}}")]
    [InlineData("{{=lastRetry.exitCode ?? 'x'}}")]
    [InlineData("{{=workflow.status == 'Failed'}}")]
    [InlineData("{{=inputs.parameters.typo}}")]
    [InlineData("{{=workflow.name.x}}")]
    public void What_reads_something_that_is_not_there_stays(string text)
    {
        Assert.Equal(text, Fill(text, Strict));
        Assert.Equal(text, Fill(text, Body));
    }

    [Theory]
    [InlineData("{{=asInt(workflow.name)}}")]
    [InlineData("{{=nil}}")]
    [InlineData("{{=steps.ran.outputs.parameters.p}}")]
    public void What_fails_stays_in_a_body_and_is_an_error_elsewhere(string text)
    {
        Assert.Equal(text, Fill(text, Body));
        Assert.StartsWith($"failed to evaluate expression {text}: ", Assert.Throws<UnresolvedTagException>(() => Fill(text, Strict)).Message);
    }

    [Theory]
    [InlineData("{{=1 +}}")]
    [InlineData("{{={'a': 1}}}")]
    [InlineData("{{=inputs.parameters['{{item.a}}']}}")]
    [InlineData("{{=<% %>=}}")]
    [InlineData("{{=nosuch(1)}}")]
    public void What_is_no_expression_stays_in_a_body_and_is_an_error_elsewhere(string text)
    {
        Assert.Equal(text, Fill(text, Body));
        Assert.Throws<UnresolvedTagException>(() => Fill(text, Strict));
    }

    [Theory]
    [InlineData("{{inputs.parameters.{{inputs.parameters.which}}}}", "3")]
    [InlineData("a {{ inputs.parameters.{{ inputs.parameters.which }} }} b", "a 3 b")]
    [InlineData("{{a {{.b}}}}", "{{a {{.b}}}}")]
    [InlineData("{{.A {{inputs.parameters.n}}}}", "{{.A 3}}")]
    [InlineData("{{inputs.parameters.{{inputs.parameters.{{inputs.parameters.w}}}}}}", "3")]
    [InlineData("{{inputs.{{inputs.parameters.p}}.n}}", "3")]
    [InlineData("{{{{inputs.parameters.n}}}}", "{{{{inputs.parameters.n}}}}")]
    [InlineData("{{- with secret \"{{inputs.parameters.n}}\" -}} {{ .Data }} {{- end }}", "{{- with secret \"3\" -}} {{ .Data }} {{- end }}")]
    [InlineData("{{- with {{ {{ }} secret \"{{inputs.parameters.n}}\" -}} }}", "{{- with {{ {{ }} secret \"3\" -}} }}")]
    [InlineData("{{ open {{inputs.parameters.n}} text", "{{ open 3 text")]
    [InlineData("{{a {{b {{c {{d {{e {{f {{g {{h {{i {{j {{k {{inputs.parameters.n}} z", "{{a {{b {{c {{d {{e {{f {{g {{h {{i {{j {{k 3 z")]
    [InlineData("{{{inputs.parameters.n}}} {inputs.parameters.n}} }} { }", "{{{inputs.parameters.n}}} {inputs.parameters.n}} }} { }")]
    [InlineData("{{outer-{{inputs.parameters.tags}}}}", "{{outer-{{inputs.parameters.n}}}}")]
    public void A_tag_within_a_tag_gives_a_part_of_its_name(string text, string filled) => Assert.Equal(filled, Fill(text, Strict));

    [Fact]
    public void Chance_is_the_same_each_time_and_differs_within_one_time()
    {
        const string text = "{{=sprig.uuidv4()}} {{=sprig.uuidv4()}}";

        var first = Fill(text, new OccasionScope(Strict, DateTimeOffset.UnixEpoch, "a"));

        Assert.Equal(first, Fill(text, new OccasionScope(Strict, DateTimeOffset.UnixEpoch, "a")));
        Assert.NotEqual(first, Fill(text, new OccasionScope(Strict, DateTimeOffset.UnixEpoch, "b")));
        Assert.NotEqual(first.Split(' ')[0], first.Split(' ')[1]);
    }

    [Fact]
    public void A_text_that_grows_beyond_all_bounds_is_refused()
    {
        var big = new DictionaryScope(new() { ["item"] = new string('x', 10_000_000) });

        Assert.Contains("longer than", Assert.Throws<UnresolvedTagException>(() => Fill(string.Concat(Enumerable.Repeat("{{item}}", 10)), big)).Message);
    }

    [Theory]
    [InlineData("asInt(inputs.parameters.n) > 2", true)]
    [InlineData("inputs.parameters.n == '{{inputs.parameters.n}}'", true)]
    [InlineData("steps.ran.outputs.result != \"ok\"", false)]
    public void A_condition_is_asked_over_a_scope(string text, bool holds) => Assert.Equal(holds, ScopedExpression.Parse(text, ExpressionPlace.Hook).Holds(Strict));

    [Theory]
    [InlineData("inputs.parameters.n", "unable to cast expression result '3' to bool")]
    [InlineData("typo == 1", "unable to evaluate expression 'typo == 1': unknown name typo")]
    [InlineData("'{{workflow.name}}' +", "unable to evaluate expression ''wf' +': ")]
    public void A_condition_that_cannot_be_told_says_why(string text, string why) =>
        Assert.StartsWith(why, Assert.Throws<Engine.Conditions.ConditionException>(() => ScopedExpression.Parse(text, ExpressionPlace.Hook).Holds(Strict)).Message);

    private static string Fill(string text, Scope scope) => TextTemplate.Parse(text).Fill(scope);
}
