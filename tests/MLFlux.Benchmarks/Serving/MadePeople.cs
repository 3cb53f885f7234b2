using Microsoft.ML;

namespace MLFlux.Benchmarks.Serving;

/// <summary>A table of a few numbers and categories, and the ready pipeline's model of it.</summary>
internal static class MadePeople
{
    private const int Rows = 2_000;

    /// <summary>A row as JSON.</summary>
    public const string Row =
        """{"Age":41,"Hours":38.5,"Income":52000,"City":"Bern","Work":"nurse","Member":true,"Rating":0.25,"Level":3}""";

    /// <summary>Trains and saves a model.</summary>
    public static void Save(string path)
    {
        var ml = new MLContext(seed: 1);
        var random = new Random(1);
        string[] cities = ["Bern", "Basel", "Genf", "Chur"], works = ["nurse", "cook", "teacher", "driver", "clerk"];
        IDataView people = ml.Data.LoadFromEnumerable(Enumerable.Range(0, Rows).Select(_ => new Person
        {
            Age = random.Next(18, 80), Hours = random.Next(80) / 2f, Income = random.Next(20_000, 120_000),
            City = cities[random.Next(cities.Length)], Work = works[random.Next(works.Length)], Member = random.Next(2) == 0,
            Rating = random.NextSingle(), Level = random.Next(6),
        }).Select(person => person with { Buys = (person.Age * 1_000) + person.Income > 110_000 ? "yes" : "no" }).ToArray());
        ReadyPipeline ready = ml.Pipelines().Tabular(people, "Buys", new TabularOptions { Quality = Quality.Quick });
        ITransformer model = ready.Fit(people);
        ml.Model.SaveAtomically(model, people.Schema, path, ModelCard.Describe(model, people.Schema, "Buys"));
    }

    private sealed record Person
    {
        public float Age { get; init; }

        public float Hours { get; init; }

        public float Income { get; init; }

        public string City { get; init; } = "";

        public string Work { get; init; } = "";

        public bool Member { get; init; }

        public float Rating { get; init; }

        public float Level { get; init; }

        public string Buys { get; init; } = "";
    }
}
