using System.Text;
using System.Text.RegularExpressions;

namespace MLFlux.Tables;

/// <summary>What a file is that is no table in text, and how to make one of it.</summary>
/// <param name="Name">The format, with its article.</param>
/// <param name="Remedy">What to do, a sentence.</param>
internal sealed partial record ForeignFormat(string Name, string Remedy)
{
    private const int TarMark = 257;
    private const string Export = "Export it as CSV with the program that made it.", Unpack = "Unpack it, and give the table in it.";

    private static readonly (byte[] Start, ForeignFormat Format)[] s_starts =
    [
        ([0xD0, 0xCF, 0x11, 0xE0],
            new("an Excel workbook or another document of old Office (xls)", "Save the sheet as CSV (in Excel: Save As, CSV UTF-8).")),
        ([0x1F, 0x8B], new("compressed by gzip twice", "Unpack it once (gunzip FILE).")),
        ([.. "BZh"u8], new("compressed by bzip2", "Unpack it first (bunzip2 FILE).")),
        ([0xFD, .. "7zXZ"u8], new("compressed by xz", "Unpack it first (unxz FILE).")),
        ([0x28, 0xB5, 0x2F, 0xFD], new("compressed by zstd", "Unpack it first (unzstd FILE).")),
        ([.. "7z"u8, 0xBC, 0xAF], new("a 7z archive", Unpack)),
        ([.. "Rar!"u8], new("a RAR archive", Unpack)),
        ([.. "PAR1"u8], new("a Parquet file", "Load it by ml.Data.LoadParquet, of the package MLFlux.Parquet.")),
        ([.. "ARROW1"u8], new("an Arrow file", "Write it as CSV (in Python: pandas.read_feather(FILE).to_csv(...)).")),
        ([.. "SQLite format 3"u8], new("an SQLite database", "Load a query by ml.Data.LoadTable(new DatabaseSource(...)).")),
        ([0x89, .. "HDF"u8], new("an HDF5 file", Export)),
        ([0x93, .. "NUMPY"u8], new("an array of NumPy", "Write it as CSV (numpy.savetxt(..., delimiter=\",\")).")),
        ([.. "%PDF"u8], new("a PDF document", "Copy its table into a spreadsheet, and save that as CSV.")),
        ([0x89, .. "PNG"u8], Image("PNG")), ([0xFF, 0xD8, 0xFF], Image("JPEG")), ([.. "GIF8"u8], Image("GIF")),
        ([.. "II*"u8, 0], Image("TIFF")), ([.. "MM"u8, 0, (byte)'*'], Image("TIFF")),
    ];

    /// <param name="head">The file's first bytes.</param>
    /// <param name="path">The file, whose ending tells JSON from a table that begins with a bracket.</param>
    /// <returns>Null for what may be a table in text.</returns>
    public static ForeignFormat? Of(ReadOnlySpan<byte> head, string path)
    {
        if (head is [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..])
            return Zipped(Encoding.Latin1.GetString(head), path);
        if (head.Length > TarMark && head[TarMark..].StartsWith("ustar"u8))
            return new("a tar archive", Unpack);
        if (head is [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, ..])
            return Image("BMP");
        if (head is [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..])
            return Image("WebP");
        foreach ((byte[] start, ForeignFormat format) in s_starts)
        {
            if (head.StartsWith(start))
                return format;
        }

        return Marked(Encoding.UTF8.GetString(head).TrimStart('\uFEFF').TrimStart(), path);
    }

    private static ForeignFormat Image(string name) =>
        new($"an image ({name})", "For images, give a folder with a folder of images for each class.");

    private static ForeignFormat Zipped(string head, string path)
    {
        if (head.Contains("[Content_Types].xml", StringComparison.Ordinal) || head.Contains("docProps/", StringComparison.Ordinal)
            || HasEnding(path, ".xlsx", ".xlsm", ".docx"))
            return new("an Excel workbook or another document of Office (xlsx)", "Save the sheet as CSV (in Excel: Save As, CSV UTF-8).");
        return head.Contains("application/vnd.oasis.opendocument", StringComparison.Ordinal)
            ? new("a spreadsheet or another document of OpenOffice (ods)", "Save the sheet as CSV (in Calc: Save As, Text CSV).")
            : new("a zip archive", Unpack);
    }

    /// <summary>Text with marks of its own.</summary>
    private static ForeignFormat? Marked(string head, string path)
    {
        if (head.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || head.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
            return new("a web page (HTML)",
                "Perhaps a download went to a page instead of the file; download the file itself, or save the page's table as CSV.");
        if (head.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase))
            return new("an XML document", Export);
        if (head.StartsWith("%!PS", StringComparison.Ordinal) || head.StartsWith(@"{\rtf", StringComparison.Ordinal))
            return new("a document to be printed", Export);

        if (head.StartsWith("@relation", StringComparison.OrdinalIgnoreCase))
            return new("a file of Weka (ARFF)", "Write it as CSV: the names of the attributes, and below them the lines behind @data.");
        if (head is ['<', _, ..] && char.IsAsciiLetter(head[1]) && head.Contains("</", StringComparison.Ordinal))
            return new("a document of marks, such as XML or HTML", Export);
        if (head.StartsWith("INSERT INTO ", StringComparison.OrdinalIgnoreCase)
            || head.StartsWith("CREATE TABLE ", StringComparison.OrdinalIgnoreCase))
            return new("a script of SQL", "Run it in a database, and load a query.");
        if (SvmLight().IsMatch(head))
            return new("in the format of SVMlight (LIBSVM)", "Load it by ml.Data.LoadFromSvmLightFile, or write it as CSV.");

        bool isObject = head is ['{', ..] && head[1..].TrimStart() is ['"', ..] or ['}', ..];
        bool isArray = head is ['[', ..] && (head[1..].TrimStart() is ['{', ..] || HasEnding(path, ".json") || ArrayLine().IsMatch(head));
        return isObject || isArray
            ? new("JSON", "Write it as CSV, a line for each record (in Python: pandas.read_json(FILE).to_csv(...), with lines=True where "
                + "each line is a record).")
            : null;
    }

    [GeneratedRegex("^[-+]?[0-9.]+ [0-9]+:[-+0-9.eE]+( [0-9]+:[-+0-9.eE]+)* ?(\r|\n|$)")]
    private static partial Regex SvmLight();

    [GeneratedRegex("^\\[ ?[-0-9\"\\[].*\\],?(\r|\n|$)")]
    private static partial Regex ArrayLine();

    private static bool HasEnding(string path, params ReadOnlySpan<string> endings)
    {
        foreach (string ending in endings)
        {
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
