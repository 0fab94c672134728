using Runbooks.Engine.Argo;
using Runbooks.Kubernetes.Pods;
using Runbooks.Kubernetes.Tests.Steps;

namespace Runbooks.Kubernetes.Tests.Pods;

public class PodLintTests
{
    [Theory]
    [InlineData("""{"name": "t", "container": {"command": ["sh"]}}""", "container.image", "a container needs an image")]
    [InlineData("""{"name": "t", "container": {"image": "i", "volumeMounts": [{"name": "awz", "mountPath": "/a"}]}}""", "container.volumeMounts", "did you mean 'aws'?")]
    [InlineData("""{"name": "t", "script": {"image": "{{inputs.parameters.i}}", "source": "x"}, "outputs": {"parameters": [{"name": "p", "valueFrom": {"path": "/p"}}]}}""", "script.command", "needs a command")]
    public void A_mistake_is_found_before_any_Pod_is_made(string template, string path, string message)
    {
        var problem = Assert.Single(PodLint.Check(TestStep.Parse<Template>(template), TestStep.Parse<WorkflowSpec>("""{"volumes": [{"name": "aws", "emptyDir": {}}]}""")));

        Assert.Equal(path, problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name": "t", "container": {"image": "i"}}""")]
    [InlineData("""{"name": "t", "steps": []}""")]
    public void A_right_template_has_no_problems(string template) =>
        Assert.Empty(PodLint.Check(TestStep.Parse<Template>(template), new WorkflowSpec()));
}
