using System.Text;
using System.Text.Json;
using Runbooks.Cli.Language;
using Runbooks.Schemas;

namespace Runbooks.Cli.Commands;

internal sealed class SchemaCommand : RunbooksCommand
{
    public SchemaCommand(Shell shell)
        : base("schema", "Print the JSON Schema of the whole language, with every native operation, for editors",
            "runbooks schema > runbooks.schema.json",
            "runbooks schema | jq '.definitions.StopInstancesRequest'")
    {
        SetAction(_ =>
        {
            using var buffer = new MemoryStream();
            // Some 2 MB: on one line, for it is programs that read it.
            using (var json = new Utf8JsonWriter(buffer)) JsonSchemaWriter.Write(DocumentedLanguage.Load().Document, "Runbook", json);
            shell.Out.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
            return ExitCode.Succeeded;
        });
    }
}
