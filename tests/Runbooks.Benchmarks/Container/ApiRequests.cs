using System.Globalization;
using System.Text.RegularExpressions;

namespace Runbooks.Benchmarks.Container;

/// <summary>How many requests the API server has answered, by its own metrics: of those kinds that, with Pods, nobody but an engine makes.</summary>
/// <param name="Creates">Pods made.</param>
/// <param name="Logs">Logs read.</param>
/// <param name="Labels">Pods patched, their status not counted: that is the kubelet's.</param>
/// <param name="Events">Lists and watches of events.</param>
/// <param name="Reads">Lists and watches of Pods. Those of the control plane's own are among them, a few a minute.</param>
internal sealed partial record ApiRequests(double Creates, double Logs, double Labels, double Events, double Reads)
{
    public static async Task<ApiRequests> SoFarAsync(k8s.Kubernetes client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(client.BaseUri, "metrics"));
        if (client.Credentials is { } credentials) await credentials.ProcessHttpRequestAsync(request, CancellationToken.None);
        using var response = await client.HttpClient.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var metrics = Total().Matches(await response.Content.ReadAsStringAsync()).Select(match => match.Groups).ToList();
        return new(
            Sum(["POST"], "pods", ""),
            Sum(["GET", "CONNECT"], "pods", "log"),
            Sum(["PATCH", "APPLY"], "pods", ""),
            Sum(["LIST", "WATCH"], "events", ""),
            Sum(["LIST", "WATCH"], "pods", ""));

        double Sum(string[] verbs, string resource, string subresource) => metrics
            .Where(line => Label(line, "resource") == resource && Label(line, "subresource") == subresource && verbs.Contains(Label(line, "verb")))
            .Sum(line => double.Parse(line["value"].Value, CultureInfo.InvariantCulture));
    }

    public static ApiRequests operator -(ApiRequests after, ApiRequests before) =>
        new(after.Creates - before.Creates, after.Logs - before.Logs, after.Labels - before.Labels, after.Events - before.Events, after.Reads - before.Reads);

    public static ApiRequests operator +(ApiRequests first, ApiRequests second) =>
        new(first.Creates + second.Creates, first.Logs + second.Logs, first.Labels + second.Labels, first.Events + second.Events, first.Reads + second.Reads);

    private static string Label(GroupCollection line, string name) => Regex.Match(line["labels"].Value, $"(?:^|,){name}=\"([^\"]*)\"").Groups[1].Value;

    [GeneratedRegex(@"^apiserver_request_total\{(?<labels>[^}]*)\} (?<value>\S+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Total();
}
