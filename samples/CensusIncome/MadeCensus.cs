namespace CensusIncome;

/// <summary>Makes people whose income hangs together with their lives about as it does in a census. None of them exists.</summary>
internal static class MadeCensus
{
    private static readonly string[] s_workclasses = ["Private", "Private", "Private", "Self-emp-not-inc", "Local-gov", "State-gov", "?"];
    private static readonly string[] s_countries = ["United-States", "United-States", "United-States", "Mexico", "Canada", "India", "?"];
    private static readonly string[] s_ethnicities = ["White", "White", "White", "Black", "Asian-Pac-Islander", "Other"];
    private static readonly string[] s_sexes = ["Male", "Female"];

    private static readonly (string Name, int Years)[] s_educations =
        [("9th", 5), ("11th", 7), ("HS-grad", 9), ("HS-grad", 9), ("Some-college", 10), ("Bachelors", 13), ("Masters", 14),
        ("Doctorate", 16)];

    private static readonly (string Name, double Pay)[] s_occupations =
        [("Exec-managerial", 0.9), ("Prof-specialty", 0.7), ("Sales", 0.1), ("Craft-repair", 0), ("Adm-clerical", -0.2),
        ("Other-service", -1), ("?", -0.8)];

    public static IEnumerable<Person> Make(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Make(random))];
    }

    private static Person Make(Random random)
    {
        float age = random.Next(17, 80);
        bool married = random.NextDouble() < Math.Clamp((age - 20) / 20, 0, 0.6);
        (string education, int years) = Pick(s_educations, random);
        (string occupation, double pay) = Pick(s_occupations, random);
        string sex = Pick(s_sexes, random);
        float hours = Math.Clamp(random.Next(25, 60), 1, 99);
        float gain = random.NextDouble() < 0.08 ? random.Next(500, 20_000) : 0;
        float loss = random.NextDouble() < 0.05 ? random.Next(500, 2_500) : 0;

        // Pay rises with schooling and hours, until about fifty with age, and most of all for married people with much schooling.
        double logit = -3.2 + (0.35 * (years - 10)) + (0.04 * (hours - 40)) - (Math.Pow((age - 48) / 15, 2) * 0.8) + pay
            + (married ? 1.8 + (0.15 * (years - 9)) : 0) + (gain > 6_000 ? 4 : 0) + (loss > 1_500 ? 1 : 0);
        return new Person
        {
            Age = age,
            Workclass = Pick(s_workclasses, random),
            Education = education,
            EducationYears = years,
            MaritalStatus = married ? "Married-civ-spouse" : age < 35 ? "Never-married" : "Divorced",
            Occupation = occupation,
            Relationship = married ? (sex == "Male" ? "Husband" : "Wife") : age < 25 ? "Own-child" : "Not-in-family",
            Ethnicity = Pick(s_ethnicities, random),
            Sex = sex,
            CapitalGain = gain,
            CapitalLoss = loss,
            HoursPerWeek = hours,
            NativeCountry = Pick(s_countries, random),
            Label = random.NextDouble() < 1 / (1 + Math.Exp(-logit)),
        };
    }

    private static T Pick<T>(T[] choices, Random random) => choices[random.Next(choices.Length)];
}
