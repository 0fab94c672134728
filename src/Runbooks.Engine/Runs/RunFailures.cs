using Runbooks.Engine.Argo;
using Runbooks.Engine.Expressions.Functions.Sprig;
using Runbooks.Engine.Status;

namespace Runbooks.Engine.Runs;

/// <summary><c>workflow.failures</c>: the nodes that have failed, as JSON, which, as in Argo, is a quoted text once more. Written anew only when there are more.</summary>
internal sealed class RunFailures(RunState run)
{
    private string _text = "";
    private int _written = -1;

    public override string ToString()
    {
        if (_written == run.FailureVersion) return _text;
        _written = run.FailureVersion;
        var list = List();
        return _text = SprigTexts.Quote(list == "[]" ? "null" : list);
    }

    private string List() => GoJson.List(run.Nodes.Where(node => node.FailedOrErrored).Select(node => GoJson.Object(
    [
        Text("displayName", DisplayName.Of(node)),
        Text("message", node.Message ?? ""),
        Text("templateName", CalledTemplate.NameOf(run, node) ?? ""),
        Text("phase", node.Phase.ToString()),
        Text("podName", PodName.Of(run, node, CalledTemplate.NameOf(run, node))),
        Text("finishedAt", GlobalScope.Rfc3339(node.FinishedAt!.Value)),
    ])));

    private static KeyValuePair<string, string> Text(string name, string value) => KeyValuePair.Create(name, GoJson.Quote(value));
}
