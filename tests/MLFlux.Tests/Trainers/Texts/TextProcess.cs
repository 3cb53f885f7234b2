using System.Globalization;
using System.Text.Json;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Texts;

/// <summary>Scores pairs of texts with a saved model in another process.</summary>
internal static class TextProcess
{
    /// <summary>The bits of a column of scores.</summary>
    public static int[] Score(string model, string column, IReadOnlyCollection<TextPair> pairs)
    {
        using var program = new CompiledProgram("""
            using System;
            using System.IO;
            using System.Linq;
            using System.Text.Json;
            using Microsoft.ML;
            using Microsoft.ML.Data;
            using MLFlux;

            var ml = new MLContext();
            Pair[] pairs = JsonSerializer.Deserialize<string[][]>(File.ReadAllText(args[2]))
                .Select(one => new Pair { Sentence1 = one[0], Sentence2 = one[1] }).ToArray();
            IDataView scored = ml.Model.Load(args[0], out _).Transform(ml.Data.LoadFromEnumerable(pairs));
            float[] scores = scored.Schema[args[1]].Type is VectorDataViewType
                ? scored.GetColumn<float[]>(args[1]).SelectMany(score => score).ToArray() : scored.GetColumn<float>(args[1]).ToArray();
            foreach (float score in scores)
                Console.WriteLine(BitConverter.SingleToInt32Bits(score));

            public sealed class Pair
            {
                public string Sentence1 { get; set; }

                public string Sentence2 { get; set; }
            }
            """);
        string texts = model + ".json";
        File.WriteAllText(texts, JsonSerializer.Serialize(pairs.Select(pair => new[] { pair.Sentence1, pair.Sentence2 })));
        (int code, string output, string errors) = CompiledProgram.Finish(program.Start(model, column, texts));
        Assert.AreEqual(0, code, errors);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
    }
}
