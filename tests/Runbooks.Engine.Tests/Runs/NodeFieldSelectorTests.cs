using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Requests;

namespace Runbooks.Engine.Tests.Runs;

public class NodeFieldSelectorTests
{
    [Theory]
    [InlineData("", "wf, wf[0], wf[0].ops, wf[0].dev")]
    [InlineData("displayName=ops", "wf[0].ops")]
    [InlineData("displayName==ops", "wf[0].ops")]
    [InlineData(" displayName =ops", "wf[0].ops")]
    [InlineData("displayName!=ops", "wf, wf[0], wf[0].dev")]
    [InlineData("name=wf[0].ops", "wf[0].ops")]
    [InlineData("id=wf", "wf")]
    [InlineData("templateName=wait", "wf[0].ops, wf[0].dev")]
    [InlineData("templateName=wait,displayName!=ops", "wf[0].dev")]
    [InlineData("phase=Succeeded", "")]
    [InlineData("phase=Running,", "wf, wf[0], wf[0].ops, wf[0].dev")]
    [InlineData("inputs.parameters.who.value=ops", "wf[0].ops")]
    [InlineData("inputs.parameters.who.value!=ops", "wf, wf[0], wf[0].dev")]
    [InlineData(@"inputs.parameters.who.value=a\,b\=c\\d", "wf[0].dev")]
    [InlineData("templateRef.name=", "wf, wf[0], wf[0].ops, wf[0].dev")]
    public void Nodes_are_chosen_by_their_fields(string text, string expected)
    {
        var run = Run();

        Assert.True(NodeFieldSelector.TryParse(text, out var selector, out _));

        Assert.Equal(expected, string.Join(", ", run.Nodes.Where(node => selector.Matches(run, node)).Select(node => node.Name)));
    }

    [Theory]
    [InlineData("displayName", "'displayName' is not of the form FIELD=VALUE or FIELD!=VALUE")]
    [InlineData("=x", "'=x' is not of the form FIELD=VALUE or FIELD!=VALUE")]
    [InlineData("name=a,b", "'b' is not of the form FIELD=VALUE or FIELD!=VALUE")]
    [InlineData("name=a=b", @"'name=a=b': a '=' or '\' in the value is written '\=' or '\\'")]
    [InlineData(@"name=a\", @"'name=a\': a '=' or '\' in the value is written '\=' or '\\'")]
    [InlineData("template=x", "there is no node field 'template'; the fields are displayName, templateName, phase, name, id, templateRef.name, templateRef.template and inputs.parameters.NAME.value")]
    [InlineData("inputs.parameters..value=x", "there is no node field 'inputs.parameters..value'; the fields are displayName, templateName, phase, name, id, templateRef.name, templateRef.template and inputs.parameters.NAME.value")]
    public void A_selector_that_is_none_is_refused_with_what_would_be_right(string text, string expected)
    {
        Assert.False(NodeFieldSelector.TryParse(text, out _, out var mistake));

        Assert.Equal(expected, mistake);
    }

    private static RunState Run()
    {
        var submitted = CaseFile.Parse("""
            --- workflow
            templates:
              - name: main
                steps:
                  - - {name: ops, template: wait, arguments: {parameters: [{name: who, value: ops}]}}
                    - {name: dev, template: wait, arguments: {parameters: [{name: who, value: 'a,b=c\d'}]}}
              - name: wait
                inputs: {parameters: [{name: who}]}
                suspend: {}
            --- expected
            """).Submit();
        var run = RunState.Replay([submitted]);
        Decider.Decide(run, [], submitted.At);
        return run;
    }
}
