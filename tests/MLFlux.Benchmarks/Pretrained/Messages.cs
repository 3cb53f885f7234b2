using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Benchmarks.Pretrained;

/// <summary>Short messages of two kinds.</summary>
internal static class Messages
{
    public const string Text = "text", Label = "Label", Beginning = "beginning", Rest = "rest";

    private const int WordsOfBeginning = 4;

    /// <summary>Messages with the yes or no <c>Label</c>, whether they are spam.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="folder">The folder of data.</param>
    /// <param name="most">How many messages to read at the most.</param>
    public static IDataView Load(MLContext ml, string folder, int most = int.MaxValue)
    {
        IDataView table = ml.Data.LoadTable(Path.Combine(folder, "text", "sms.csv"));
        string[] texts = [.. table.GetColumn<string>(Text).Take(most)], kinds = [.. table.GetColumn<string>("type").Take(most)];
        return ml.Data.LoadFromEnumerable(texts.Zip(kinds, (text, kind) => new Message { TextOfIt = text, IsSpam = kind == "spam" })
            .ToArray());
    }

    /// <summary>All messages with the kind as text in <c>Label</c>, whole, and cut in two.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="folder">The folder of data.</param>
    public static IDataView LoadPairs(MLContext ml, string folder)
    {
        IDataView table = ml.Data.LoadTable(Path.Combine(folder, "text", "sms.csv"));
        return ml.Data.LoadFromEnumerable(table.GetColumn<string>(Text).Zip(table.GetColumn<string>("type"), (text, kind) =>
        {
            string[] words = text.Split(' ');
            return new Pair
            {
                TextOfIt = text, Kind = kind, FirstWords = string.Join(' ', words.Take(WordsOfBeginning)),
                OtherWords = string.Join(' ', words.Skip(WordsOfBeginning)),
            };
        }).ToArray());
    }

    private sealed class Pair
    {
        [ColumnName(Text)]
        public string TextOfIt { get; set; } = "";

        [ColumnName(Beginning)]
        public string FirstWords { get; set; } = "";

        [ColumnName(Rest)]
        public string OtherWords { get; set; } = "";

        [ColumnName(Label)]
        public string Kind { get; set; } = "";
    }

    private sealed class Message
    {
        [ColumnName(Text)]
        public string TextOfIt { get; set; } = "";

        [ColumnName(Label)]
        public bool IsSpam { get; set; }
    }
}
