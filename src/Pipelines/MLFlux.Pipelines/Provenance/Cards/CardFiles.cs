using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MLFlux.Files;

namespace MLFlux.Provenance;

/// <summary>The card's two files in a model's zip. ML.NET opens what it knows by name, and passes them over.</summary>
internal static class CardFiles
{
    public const string Json = "ModelCard.json", Markdown = "ModelCard.md";

    private static readonly JsonTypeInfo<ModelCard> s_contract = StrictJson.Contract<ModelCard>(CardJson.Default);

    private const long MostBytes = 64 << 20; // A card of a million classes has less.

    /// <summary>Adds a card to the zip in a stream that can be read, written and sought.</summary>
    public static void Add(Stream zip, ModelCard card)
    {
        using var archive = new ZipArchive(zip, ZipArchiveMode.Update, leaveOpen: true);
        using (Stream json = archive.CreateEntry(Json).Open())
            JsonSerializer.Serialize(json, card, CardJson.Default.ModelCard);
        using Stream markdown = archive.CreateEntry(Markdown).Open();
        markdown.Write(Encoding.UTF8.GetBytes(card.ToString()));
    }

    /// <summary>The card of a zip, or null.</summary>
    /// <exception cref="InvalidDataException">It is no zip, or no card of this version.</exception>
    public static ModelCard? Read(Stream zip)
    {
        using ZipArchive archive = Open(zip);
        if (archive.GetEntry(Json) is not { } entry)
            return null;
        if (entry.Length > MostBytes)
            throw new InvalidDataException($"{Json} has {entry.Length:N0} bytes, more than the {MostBytes:N0} that are read.");

        try
        {
            byte[] content = new byte[entry.Length];
            using (Stream json = entry.Open())
                json.ReadExactly(content);
            using (JsonDocument document = JsonDocument.Parse(content))
            {
                int format = document.RootElement.GetProperty("format").GetInt32();
                if (format > ModelCard.CurrentFormat)
                    throw new InvalidDataException(
                        $"{Json} has format {format}; this version of MLFlux reads formats up to {ModelCard.CurrentFormat}. Install a "
                        + "later one.");
            }

            ModelCard card = StrictJson.Read(content, Json, s_contract);
            CardChecks.Check(card);
            return card;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
        or IOException or NotSupportedException)
        {
            throw new InvalidDataException($"{Json} is not what MLFlux writes: {fault.Message}", fault);
        }
    }

    private static ZipArchive Open(Stream zip)
    {
        try
        {
            return new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"it is no zip, as model files are, or is cut off ({fault.Message.TrimEnd('.')}).", fault);
        }
    }
}
