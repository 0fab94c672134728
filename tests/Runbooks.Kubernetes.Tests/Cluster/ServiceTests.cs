using k8s;
using k8s.Models;
using Runbooks.Engine.Runs;
using static Runbooks.Kubernetes.Tests.Cluster.Templates;

namespace Runbooks.Kubernetes.Tests.Cluster;

/// <summary>Steps that talk with what runs in the cluster.</summary>
public class ServiceTests
{
    [Theory]
    [InlineData("http://web")]
    [InlineData("http://web.NAMESPACE.svc.cluster.local")]
    [InlineData("http://headless:8080")]
    public async Task A_step_reaches_a_Service_by_its_name(string url)
    {
        await using var space = await TestNamespace.CreateAsync();
        await ServeAsync(space, "hello from web");
        await ServiceAsync(space, "web", null, 80);
        await ServiceAsync(space, "headless", "None", 8080);

        // Until its Pod is ready, a Service has nobody.
        var command = $"until wget -q -O - {url.Replace("NAMESPACE", space.Name, StringComparison.Ordinal)}; do sleep 0.2; done";
        var step = space.Step(Shell(command, template: """{"activeDeadlineSeconds": 60}""")) with { ResultWanted = true };
        var outcome = await space.RunAsync(step);

        Assert.Equal((NodePhase.Succeeded, null), (outcome.Phase, outcome.Message));
        Assert.EndsWith("hello from web", outcome.Outputs.Result, StringComparison.Ordinal);
    }

    private static async Task ServeAsync(TestNamespace space, string text)
    {
        await space.HasServiceAccountAsync();
        await space.Client.CoreV1.CreateNamespacedPodAsync(Server(text), space.Name);
    }

    private static V1Pod Server(string text) =>
        new()
        {
            Metadata = new V1ObjectMeta { Name = "web", Labels = new Dictionary<string, string> { ["app"] = "web" } },
            Spec = new V1PodSpec
            {
                AutomountServiceAccountToken = false,
                Containers =
                [
                    new V1Container
                    {
                        Name = "web",
                        Image = Image,
                        Command = ["sh", "-c", $"mkdir /www && echo '{text}' > /www/index.html && exec httpd -f -p 8080 -h /www"],
                        ReadinessProbe = new V1Probe { TcpSocket = new V1TCPSocketAction { Port = 8080 }, PeriodSeconds = 1 },
                    },
                ],
            },
        };

    private static Task<V1Service> ServiceAsync(TestNamespace space, string name, string? address, int port) => space.Client.CoreV1.CreateNamespacedServiceAsync(
        new V1Service
        {
            Metadata = new V1ObjectMeta { Name = name },
            Spec = new V1ServiceSpec { ClusterIP = address, Selector = new Dictionary<string, string> { ["app"] = "web" }, Ports = [new V1ServicePort { Port = port, TargetPort = 8080 }] },
        }, space.Name);
}
