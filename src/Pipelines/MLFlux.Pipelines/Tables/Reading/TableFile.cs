using System.Buffers;
using Microsoft.ML.Data;

namespace MLFlux.Tables;

/// <summary>A text file as ML.NET's <c>TextLoader</c> opens it, again for each pass, with nothing in it but rows it can read.</summary>
/// <param name="match">The file, checked.</param>
internal sealed class TableFile(TableMatch match) : IMultiStreamSource
{
    /// <summary>Quotes, and the blanks that are none to ML.NET, or have no width.</summary>
    private const string Special = FieldSplitter.Unseen +
        "\"\v\f\u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000";

    private readonly SearchValues<char> _special = SearchValues.Create(match.Format.Separator == '\t' ? Special : Special + '\t');
    private readonly HashSet<long> _skipped = match.SkippedLines;

    public int Count => 1;

    public string GetPathOrNull(int index) => match.File.Path;

    public Stream Open(int index) => File.OpenRead(match.File.Path);

    public TextReader OpenTextReader(int index)
    {
        var records = RecordReader.Open(match.File, match.Format.Separator);
        if (match.HasHeader)
            records.ReadHeader();
        bool isWritten = match.Format.LoaderSeparator != match.Format.Separator || match.HasForeignForms;
        return new RowText(records, _skipped, new RowWriter(match.Format, match.Columns), isWritten ? null
            : _special, $" {match.Format.Separator}");
    }

    private sealed class RowText(
        RecordReader records, HashSet<long> skipped, RowWriter writer, SearchValues<char>? special, string blankBefore) : TextReader
    {
        public override string? ReadLine()
        {
            TableRecord? record;
            do
                record = records.ReadRow();
            while (record is { } row && skipped.Contains(row.Line));
            string? text = record is { } read && (special is null || MayDiffer(read.Text, special)) ? writer.Write(read.Text)
                : record?.Text;
            return text is ['#', ..] or ['/', '/', ..] ? $" {text}" : text; // Or ML.NET would take it for a comment.
        }

        /// <summary>Whether ML.NET might take a row apart in another way: it keeps blanks behind a field.</summary>
        private bool MayDiffer(string row, SearchValues<char> special) =>
            row.AsSpan().ContainsAny(special) || row.AsSpan().Contains(blankBefore, StringComparison.Ordinal) || row[^1] == ' ';

        public override int Read() => throw new NotSupportedException("Rows are read whole, by ReadLine.");

        public override int Peek() => throw new NotSupportedException("Rows are read whole, by ReadLine.");

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                records.Dispose();
            base.Dispose(disposing);
        }
    }
}
