using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;

namespace Shouwen.Shell;

/// <summary>The OpenAPI document, derived from the live endpoints and their use cases.</summary>
internal static class InterfaceDescription
{
    private const string Problem = "Problem";

    /// <summary>What every way may answer besides success.</summary>
    private static readonly (string Status, string Text)[] Always =
    [
        ("400", "The request cannot be understood"), ("401", "Not signed in"), ("403", "Not allowed"), ("404", "Not found, or out of reach"), ("422", "Invalid fields, each named"), ("503", "The database does not answer"),
    ];

    /// <summary>What a way that changes something may answer as well.</summary>
    private static readonly (string Status, string Text)[] Changing = [("409", "Not possible in this state"), ("412", "Changed by someone else since (If-Match)"), ("415", "Not sent as the described kind of content"), ("429", "Too often; wait")];

    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description => description.ActionDescriptor.EndpointMetadata.OfType<ApiWay>().Any();
        // A record within a use case is called after it: there are many views, rows and answers.
        options.CreateSchemaReferenceId = type => type.Type.DeclaringType is { } within && OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } own ? within.Name + own : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddSchemaTransformer((schema, context, _) =>
        {
            WithoutAddress(schema, context.JsonTypeInfo.Type, context.ApplicationServices.GetRequiredService<House>());
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Shouwen", Version = "v1", Description = "Customer service whose rules are executable." };
            document.Components ??= new OpenApiComponents();
            document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
            document.Components.Schemas[Problem] = ProblemSchema();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token made with: shouwen token create --user NAME" },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(async (operation, context, ct) =>
        {
            var way = context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiWay>().First();
            var method = context.Description.HttpMethod ?? "GET";
            operation.OperationId = way.UseCase.Name;
            operation.Parameters = Parameters(way, context.Description.RelativePath ?? "", method);
            if (way.TakesFile) operation.RequestBody = Upload();
            else if (method != "GET") operation.RequestBody = await Body(way.UseCase, context, ct);
            foreach (var (status, text) in method == "GET" ? Always : [.. Always, .. Changing])
                operation.Responses?.TryAdd(status, new OpenApiResponse
                {
                    Description = text,
                    Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, context.Document) } },
                });
        });
    }

    /// <summary>The use case as the body; not told to the router, which must not choose by content before it is known who asks.</summary>
    private static async Task<OpenApiRequestBody> Body(Type useCase, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var schema = await context.GetOrCreateSchemaAsync(useCase, null, ct);
        context.Document!.AddComponent(useCase.Name, schema);
        return new OpenApiRequestBody
        {
            Required = schema.Required?.Count > 0,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = new OpenApiSchemaReference(useCase.Name, context.Document) } },
        };
    }

    /// <summary>What the address already says is not repeated in the body.</summary>
    private static void WithoutAddress(OpenApiSchema schema, Type type, House house)
    {
        foreach (var way in house.Routes.Ways.Where(w => w.IsApi && w.Method != "GET" && w.UseCase == type))
        foreach (var name in schema.Properties?.Keys.Where(k => way.Path.Contains("{" + k + "}", StringComparison.Ordinal)).ToList() ?? [])
        {
            schema.Properties!.Remove(name);
            schema.Required?.Remove(name);
        }
    }

    private static List<IOpenApiParameter> Parameters(ApiWay way, string path, string method)
    {
        var parameters = new List<IOpenApiParameter>();
        foreach (var member in way.UseCase.GetConstructors().MaxBy(c => c.GetParameters().Length)!.GetParameters())
        {
            var name = Names.Camel(member.Name!);
            var inPath = path.Contains("{" + name + "}", StringComparison.Ordinal);
            if (!inPath && method != "GET") continue;
            parameters.Add(new OpenApiParameter { Name = name, In = inPath ? ParameterLocation.Path : ParameterLocation.Query, Required = inPath, Schema = Schema(member.ParameterType) });
        }
        foreach (var (name, words) in way.Choices)
            parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. words.Select(w => (JsonNode)w)] } });
        if (method == "GET") return parameters;
        parameters.Add(new OpenApiParameter { Name = "Idempotency-Key", In = ParameterLocation.Header, Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 255 } });
        parameters.Add(new OpenApiParameter { Name = "If-Match", In = ParameterLocation.Header, Description = "The ETag of the record as it was read", Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        return parameters;
    }

    private static OpenApiSchema Schema(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsEnum) return new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. Enum.GetNames(plain).Select(n => (JsonNode)Names.Camel(n))] };
        if (plain == typeof(int) || plain == typeof(long)) return new OpenApiSchema { Type = JsonSchemaType.Integer };
        if (plain == typeof(bool)) return new OpenApiSchema { Type = JsonSchemaType.Boolean };
        return new OpenApiSchema { Type = JsonSchemaType.String, Format = plain == typeof(Guid) ? "uuid" : plain == typeof(DateOnly) ? "date" : plain == typeof(DateTime) ? "date-time" : null };
    }

    private static OpenApiRequestBody Upload() => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["multipart/form-data"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object, Required = new HashSet<string> { "subjectKind", "subjectId", "file" },
                    Properties = new Dictionary<string, IOpenApiSchema> { ["subjectKind"] = Schema(typeof(string)), ["subjectId"] = Schema(typeof(Guid)), ["file"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
                },
            },
        },
    };

    private static OpenApiSchema ProblemSchema()
    {
        var text = new OpenApiSchema { Type = JsonSchemaType.String };
        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object, Required = new HashSet<string> { "title", "status", "code" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = text, ["title"] = text, ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer }, ["code"] = text, ["traceId"] = text,
                ["errors"] = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = text } },
            },
        };
    }
}
