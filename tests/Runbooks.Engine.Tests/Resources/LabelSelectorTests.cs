using System.Text.Json.Nodes;
using Runbooks.Engine.Resources;

namespace Runbooks.Engine.Tests.Resources;

public class LabelSelectorTests
{
    private const string Object = """
        {"metadata": {"labels": {"app": "web"}}, "status": {"phase": "Succeeded", "succeeded": 3, "ratio": 0.50, "ready": true, "none": null,
         "conditions": [{"type": "Ready"}], "nested": {"a": [1, 2]}}}
        """;

    [Theory]
    [InlineData("", true)]
    [InlineData("status.phase == Succeeded", true)]
    [InlineData("status.phase=Succeeded,status.succeeded > 2", true)]
    [InlineData("status.phase=Succeeded,status.succeeded > 3", false)]
    [InlineData("status.succeeded<4", true)]
    [InlineData("status.phase in (Failed, Succeeded)", true)]
    [InlineData("status.phase notin (Failed,Error)", true)]
    [InlineData("status.phase != Failed", true)]
    [InlineData("status.missing != Failed", true)]
    [InlineData("status.missing notin (a)", true)]
    [InlineData("status.missing > 0", false)]
    [InlineData("status.phase > 0", false)]
    [InlineData("status.phase", true)]
    [InlineData("!status.missing", true)]
    [InlineData("!status.phase", false)]
    [InlineData("status.none=", true)]
    [InlineData("status.ready=true", true)]
    [InlineData("status.ratio=0.5", true)]
    [InlineData("status.ratio > 0", false)]
    [InlineData("status.conditions.0.type=Ready", true)]
    [InlineData("status.conditions.1.type", false)]
    [InlineData("status.conditions.type", false)]
    [InlineData("metadata.labels.app=web", true)]
    public void A_condition_on_an_object_holds_or_not(string condition, bool holds)
    {
        Assert.True(LabelSelector.TryParse(condition, out var selector, out _));

        Assert.Equal(holds, selector.Requirements.All(requirement => requirement.Holds(FieldText.Find(JsonNode.Parse(Object), requirement.Key))));
    }

    [Theory]
    [InlineData("status.failed > 1", "status.failed>1")]
    [InlineData("b in (y, x,x), a", "a|b in (x,y)")]
    [InlineData("!c,a==1,b!=2", "a==1|b!=2|c absent")]
    public void Terms_are_printed_as_Kubernetes_prints_them(string condition, string printed)
    {
        Assert.True(LabelSelector.TryParse(condition, out var selector, out _));

        Assert.Equal(printed.Replace("c absent", "!c", StringComparison.Ordinal), string.Join('|', selector.Requirements.Select(requirement => requirement.Text)));
    }

    [Theory]
    [InlineData("status.phase ==", null)]
    [InlineData("status.phase === a", "found '=', expected a value")]
    [InlineData("status.phase == a b", "found 'b', expected ',' or the end")]
    [InlineData("status.phase like a", "'like' can't follow 'status.phase'")]
    [InlineData("status.succeeded > many", "'many' is not a whole number")]
    [InlineData("status.succeeded >", "'' is not a whole number")]
    [InlineData("status.phase in a", "found 'a', expected '(' behind 'in'")]
    [InlineData("status.phase in (a", "it ends where ',' or ')' is expected")]
    [InlineData("status.phase == 'Done'", "''Done'' can't be a value here")]
    [InlineData("status.conditions.#.type = a", "'status.conditions.#.type' can't be a field here")]
    [InlineData("a,,b", "found ',', expected a field")]
    [InlineData(",", "found ',', expected a field")]
    public void What_is_wrong_is_said(string condition, string? message)
    {
        var isRight = LabelSelector.TryParse(condition, out _, out var error);

        Assert.Equal(message is null, isRight);
        if (message is not null) Assert.Contains(message, error, StringComparison.Ordinal);
    }
}
