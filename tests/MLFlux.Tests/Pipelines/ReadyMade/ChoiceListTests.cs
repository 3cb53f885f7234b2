using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.ReadyMade;

/// <summary>Each list of choices was a word of its own, of which hardly two rows had the same.</summary>
[TestClass]
public sealed class ChoiceListTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly string[] s_genres = ["jazz", "rock", "hip hop", "pop", "folk", "R&B"];

    [TestMethod]
    [DataRow("", ";", "")]
    [DataRow("", " | ", "")]
    [DataRow("", ", ", "")]
    [DataRow("['", "', '", "']")]
    [DataRow("{", ",", "}")]
    public void Each_choice_is_a_yes_or_no(string before, string between, string after)
    {
        var random = new Random(2);
        string[][] sets = [.. Enumerable.Range(0, 300).Select(_ => Some(s_genres, random, 0.4))];
        Answer[] answers = [.. sets.Select(set => new Answer
        {
            Likes = set.Length == 0 ? "" : before + string.Join(between, set) + after, Age = random.Next(18, 80),
            Plays = set.Length + random.NextSingle(),
        })];
        IDataView rows = s_ml.Data.LoadFromEnumerable(answers);

        ReadyPipeline pipeline = s_ml.Pipelines().Tabular(rows, nameof(Answer.Plays), new TabularOptions { Quality = Quality.Quick });
        ColumnChoice choice = Choice(pipeline);
        IDataView scored = pipeline.Fit(rows).Transform(rows);
        string[] slots = SlotNames(scored.Schema["Likes_choices"]);
        float[][] hot = [.. scored.GetColumn<float[]>("Likes_choices")];

        Assert.AreEqual(ColumnUse.Choices, choice.Use);
        StringAssert.StartsWith(choice.Reason, "lists of 6 choices, such as '");
        CollectionAssert.AreEquivalent(s_genres, slots);
        for (int row = 0; row < sets.Length; row++)
            CollectionAssert.AreEqual(slots.Select(slot => sets[row].Contains(slot) ? 1f : 0).ToArray(), hot[row], $"row {row}");
        CompiledCode.Load(pipeline.Code);
    }

    [TestMethod]
    [DataRow("rankings")]
    [DataRow("pairs")]
    [DataRow("best three")]
    [DataRow("decimal commas beside words")]
    public void Lists_whose_order_says_something_stay_words(string kind)
    {
        var random = new Random(4);
        string Field()
        {
            string[] shuffled = [.. s_genres];
            random.Shuffle(shuffled);
            return kind switch
            {
                "rankings" => string.Join(';', shuffled.Take(random.Next(5) == 0 ? 2 : s_genres.Length)),
                "pairs" => string.Join(", ", shuffled.Take(2)),
                "best three" => string.Join(';', shuffled.Take(3)),
                _ => random.Next(4) == 0 ? shuffled[0] : string.Join(',', Enumerable.Range(1, 5).OrderBy(_ => random.Next()).Take(2)),
            };
        }

        IDataView rows = s_ml.Data.LoadFromEnumerable(Enumerable.Range(0, 400).Select(_ => new Answer
        {
            Likes = Field(), Age = random.Next(18, 80), Plays = random.NextSingle(),
        }).ToArray());

        ReadyPipeline pipeline = s_ml.Pipelines().Tabular(rows, nameof(Answer.Plays), new TabularOptions { Quality = Quality.Quick });

        Assert.AreNotEqual(ColumnUse.Choices, Choice(pipeline).Use);
    }

    /// <summary>Of 4,095 lists a row to score has one that was not there in training.</summary>
    [TestMethod]
    public void What_a_choice_does_is_learned()
    {
        DataOperationsCatalog.TrainTestData parts = s_ml.Data.TrainTestSplit(Orders(800, seed: 3), 0.25, seed: 1);
        ReadyPipeline pipeline = Plan(parts.TrainSet, ColumnUse.Choices);
        ReadyPipeline words = Plan(parts.TrainSet, ColumnUse.Category);

        double of = RSquared(pipeline, parts), without = RSquared(words, parts);

        Assert.AreEqual(ColumnUse.Choices, Choice(s_ml.Pipelines().Tabular(parts.TrainSet, nameof(Answer.Plays))).Use);
        Assert.IsGreaterThan(0.9, of);
        Assert.IsLessThan(0.5, without);
    }

    [TestMethod]
    public void A_saved_model_reads_lists_in_any_order_and_knows_nothing_of_new_choices()
    {
        using var folder = new TemporaryFolder();
        IDataView rows = Orders(400, seed: 4);
        ReadyPipeline pipeline = s_ml.Pipelines().Tabular(rows, nameof(Answer.Plays), new TabularOptions { Quality = Quality.Quick });
        s_ml.Model.Save(pipeline.Fit(rows), rows.Schema, folder.File("model.zip"));
        ITransformer model = new MLContext().Model.Load(folder.File("model.zip"), out _);

        float[] scores = [.. model.Transform(s_ml.Data.LoadFromEnumerable<Answer>(
            [.. new[] { "c1;c5", " c5 ; c1 ", "c5;new;c1", "c1", "" }.Select(list => new Answer { Likes = list, Age = 40 })]))
            .GetColumn<float>("Score")];

        Assert.AreEqual(scores[0], scores[1]);
        Assert.AreEqual(scores[0], scores[2]);
        Assert.AreNotEqual(scores[0], scores[3]);
        Assert.AreNotEqual(scores[3], scores[4]);
    }

    [TestMethod]
    public void An_export_to_ONNX_is_refused_in_a_sentence()
    {
        IDataView rows = Orders(200, seed: 7);
        ITransformer model = s_ml.Pipelines()
            .Tabular(rows, nameof(Answer.Plays), new TabularOptions { Quality = Quality.Quick }).Fit(rows);

        NotSupportedException fault = Assert.Throws<NotSupportedException>(() => s_ml.Model.ConvertToOnnx(model, rows, new MemoryStream()));

        StringAssert.Contains(fault.Message, "SplitChoices('Likes_choices', 'Likes') has no form in ONNX");
    }

    [TestMethod]
    [DataRow("a surname and a name", "Miller|Smith|Jones|Brown|Moore", ", ", "John|Anna|Paul|Mary|Eve")]
    [DataRow("a town and its state", "Austin|Salem|Paris|Dover", ", ", "TX|OR|MA")]
    [DataRow("a code with a bar", "AB|CD|EF|GH", "|", "1|2|3|4")]
    [DataRow("phrases of a review", "great food|good place|nice view|bad start", ", ", "slow service|friendly staff|high price")]
    [DataRow("decimal commas", "1|2|3|4|5|6|7|8|9", ",", "1|2|3|4|5|6|7|8|9")]
    [DataRow("scores", "0|1|2|3", ";", "0|1|2|3")]
    [DataRow("alleles", "A|C|G|T", "|", "A|C|G|T")]
    [DataRow("words joined otherwise", "jazz|rock|pop|folk", " and ", "jazz|rock|pop|folk")]
    public void Other_fields_of_parts_are_no_lists(string kind, string first, string between, string second)
    {
        var random = new Random(5);
        string[] firsts = first.Split('|'), seconds = second.Split('|');
        IDataView rows = s_ml.Data.LoadFromEnumerable<Answer>([.. Enumerable.Range(0, 400).Select(_ => new Answer
        {
            Likes = firsts[random.Next(firsts.Length)] + between + seconds[random.Next(seconds.Length)],
            Age = random.Next(90), Plays = random.Next(),
        })]);

        Assert.AreNotEqual(ColumnUse.Choices, Choice(s_ml.Pipelines().Tabular(rows, nameof(Answer.Plays))).Use, kind);
    }

    [TestMethod]
    [DataRow("free text", "The ,cat ,dog ,and ,sat, ran ,on the mat, there, again, was,seen,by many people")]
    [DataRow("levels with commas", "Private,Self-emp; inc,Self-emp; not inc,Local; state,None")]
    public void Neither_are_sentences_or_names_with_separators(string kind, string parts)
    {
        var random = new Random(6);
        string[] words = parts.Split(',');
        bool isText = words[0] == "The ";
        string[] texts = [.. Enumerable.Range(0, 400).Select(_ => !isText ? words[random.Next(words.Length)].Replace(';', ',')
            : string.Concat(Enumerable.Range(0, 12).Select(_ => Word())))];
        IDataView rows = s_ml.Data.LoadFromEnumerable<Answer>(
            [.. texts.Select(text => new Answer { Likes = text, Age = random.Next(90), Plays = random.Next() })]);

        Assert.AreNotEqual(ColumnUse.Choices, Choice(s_ml.Pipelines().Tabular(rows, nameof(Answer.Plays))).Use, kind);

        string Word() => $"{words[random.Next(words.Length)]}{random.Next(50)}{(random.Next(4) == 0 ? "," : "")} ";
    }

    private static ReadyPipeline Plan(IDataView rows, ColumnUse use) =>
        s_ml.Pipelines().Tabular(rows, nameof(Answer.Plays), new TabularOptions
        {
            Uses = new Dictionary<string, ColumnUse> { [nameof(Answer.Likes)] = use },
        });

    private static IDataView Orders(int count, int seed)
    {
        var random = new Random(seed);
        string[] choices = [.. Enumerable.Range(0, 12).Select(i => $"c{i}")];
        return s_ml.Data.LoadFromEnumerable<Answer>([.. Enumerable.Range(0, count).Select(_ =>
        {
            string[] some = Some(choices, random, 0.4);
            return new Answer
            {
                Likes = string.Join(';', some), Age = random.Next(18, 80),
                Plays = some.Sum(choice => Array.IndexOf(choices, choice) % 2 == 0 ? 3 : -2) + (0.3f * (float)Examples.Gaussian(random)),
            };
        })]);
    }

    private static string[] Some(string[] all, Random random, double share)
    {
        string[] some = [.. all.Where(_ => random.NextDouble() < share)];
        random.Shuffle(some);
        return some;
    }

    private static ColumnChoice Choice(ReadyPipeline pipeline) =>
        pipeline.Choices.Single(choice => choice.ColumnName == nameof(Answer.Likes));

    private static double RSquared(ReadyPipeline pipeline, DataOperationsCatalog.TrainTestData parts) =>
        s_ml.Regression.Evaluate(pipeline.Fit(parts.TrainSet).Transform(parts.TestSet), nameof(Answer.Plays)).RSquared;

    private static string[] SlotNames(DataViewSchema.Column column)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    private sealed class Answer
    {
        public string Likes { get; set; } = "";

        public float Age { get; set; }

        public float Plays { get; set; }
    }
}
