using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;

namespace Shouwen.Shell;

/// <summary>The OpenAPI document, derived from the live endpoints and their use cases.</summary>
internal static class InterfaceDescription
{
    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description => description.ActionDescriptor.EndpointMetadata.OfType<ApiWay>().Any();
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Shouwen", Version = "v1", Description = "Customer service whose rules are executable." };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token made with: shouwen token create --user NAME" },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var way = context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiWay>().First();
            operation.OperationId = way.UseCase.Name;
            operation.Parameters = Parameters(way.UseCase, context.Description.RelativePath ?? "", context.Description.HttpMethod ?? "GET");
            foreach (var (status, text) in new[] { ("401", "Not signed in"), ("403", "Not allowed"), ("404", "Not found"), ("422", "Invalid fields") })
                operation.Responses?.TryAdd(status, new OpenApiResponse { Description = text });
            return Task.CompletedTask;
        });
    }

    private static List<IOpenApiParameter> Parameters(Type useCase, string path, string method)
    {
        var parameters = new List<IOpenApiParameter>();
        foreach (var member in useCase.GetConstructors().MaxBy(c => c.GetParameters().Length)!.GetParameters())
        {
            var name = Names.Camel(member.Name!);
            var inPath = path.Contains("{" + name + "}", StringComparison.Ordinal);
            if (!inPath && method != "GET") continue;
            parameters.Add(new OpenApiParameter { Name = name, In = inPath ? ParameterLocation.Path : ParameterLocation.Query, Required = inPath, Schema = Schema(member.ParameterType) });
        }
        if (method != "GET")
            parameters.Add(new OpenApiParameter { Name = "Idempotency-Key", In = ParameterLocation.Header, Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 255 } });
        return parameters;
    }

    private static OpenApiSchema Schema(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsEnum) return new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. Enum.GetNames(plain).Select(n => (System.Text.Json.Nodes.JsonNode)Names.Camel(n))] };
        if (plain == typeof(int) || plain == typeof(long)) return new OpenApiSchema { Type = JsonSchemaType.Integer };
        if (plain == typeof(bool)) return new OpenApiSchema { Type = JsonSchemaType.Boolean };
        return new OpenApiSchema { Type = JsonSchemaType.String, Format = plain == typeof(Guid) ? "uuid" : plain == typeof(DateOnly) ? "date" : plain == typeof(DateTime) ? "date-time" : null };
    }
}
