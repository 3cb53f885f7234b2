using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLFlux.Benchmarks.Tables;

/// <summary>Which tables a folder has: those of its <c>tables.json</c>, or the public ones known by their names.</summary>
internal static class TableList
{
    public const string FileName = "tables.json";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly TableEntry[] s_known =
    [
        new("adult.csv", "label(IsOver50K)", PredictionTask.BinaryClassification),
        new("bank.csv", "term deposit", PredictionTask.BinaryClassification),
        new("breast-cancer.tsv", "label", PredictionTask.BinaryClassification),
        new("concrete.csv", "strength", PredictionTask.Regression),
        new("credit-g.csv", "class", PredictionTask.BinaryClassification),
        new("diabetes.csv", "Outcome", PredictionTask.BinaryClassification),
        new("diamonds.csv", "price", PredictionTask.Regression),
        new("insurance.csv", "charges", PredictionTask.Regression),
        new("iris.tsv", "Label", PredictionTask.MulticlassClassification),
        new("letter.csv", "letter", PredictionTask.MulticlassClassification),
        new("penguins.csv", "species", PredictionTask.MulticlassClassification),
        new("taxi-fare-train.csv", "fare_amount", PredictionTask.Regression),
        new("telco.csv", "Churn", PredictionTask.BinaryClassification),
        new("wine-white.csv", "quality", PredictionTask.MulticlassClassification),
    ];

    /// <exception cref="InvalidDataException">
    /// The list cannot be read, or the folder has neither a list nor a table known by its name.
    /// </exception>
    public static IReadOnlyList<TableEntry> Of(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (File.Exists(path))
            return Read(path);

        TableEntry[] known = [.. s_known.Where(table => File.Exists(Path.Combine(folder, table.File)))];
        string example = JsonSerializer.Serialize(known.Length > 0 ? known : s_known[..2], s_json);
        if (known.Length == 0)
            throw new InvalidDataException($"'{folder}' has no {FileName} and no table known by its name. Write such a list: {example}");
        Console.WriteLine($"'{folder}' has no {FileName}; its tables that are known by their names are taken, as if it were\n{example}\n");
        return known;
    }

    private static TableEntry[] Read(string path)
    {
        try
        {
            TableEntry[] tables = JsonSerializer.Deserialize<TableEntry[]>(File.ReadAllText(path), s_json) ?? [];
            return tables.Length > 0 && tables.All(table => table is { File.Length: > 0, Label.Length: > 0 })
                ? tables
                : throw new InvalidDataException($"'{path}' names no table, or one without file or label.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException(
                $"'{path}' is no list of tables, [{{\"file\": …, \"label\": …, \"task\": …}}]: {fault.Message}", fault);
        }
    }
}
