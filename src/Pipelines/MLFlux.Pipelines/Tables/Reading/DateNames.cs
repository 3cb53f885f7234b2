namespace MLFlux.Tables;

/// <summary>Knows the words by which columns of dates, months, weeks and times are named, in several languages.</summary>
internal static class DateNames
{
    private static readonly HashSet<string> s_dates = Words(
        "date dates day datetime timestamp datum zeitpunkt zeitstempel fecha dia jour giorno dato päivä tarih "
        + "дата 日付 日期 날짜 birthday birthdate dob geburtstag yymmdd ddmmyy yyyymmdd");

    private static readonly HashSet<string> s_moments = Words(
        "time zeit hora heure ora tijd ts dt created updated modified at on epoch unixtime unix");

    private static readonly HashSet<string> s_months = Words(
        "month months monat mois mes mês mese maand miesiąc měsíc måned månad kuukausi ay месяц "
        + "period periode période periodo período yearmonth yyyymm ym calmonth billing 月 年月 월 년월");

    private static readonly HashSet<string> s_weeks = Words(
        "week weeks woche kw semaine semana settimana vecka uge uke viikko tydzień týden hafta неделя "
        + "yearweek yyyyww isoweek wk 週 周 주");

    private static readonly HashSet<string> s_clocks = Words(
        "time zeit uhrzeit uzeit hora heure ora tijd hour clock hhmm hhmmss tid godzina čas saat время 時刻 时间 시간");

    private static readonly HashSet<string> s_codes = Words(
        "id ids uid key code codes nr no number num nummer numéro numero zip zipcode postal postcode plz cap phone tel telefon mobile "
        + "fax ean gtin upc sku isbn iban account konto kunde customer serial index ref reference article artikel barcode hash seed price "
        + "preis prix precio prezzo amount betrag salary gehalt income revenue cost population");

    private static readonly string[] s_dateEndings = ["date", "datum", "timestamp", "datetime", "fecha"];
    private static readonly string[] s_monthEndings = ["month", "monat", "yyyymm", "periode"];
    private static readonly string[] s_clockEndings = ["uhrzeit"];
    private static readonly string[] s_codeEndings = ["code", "nummer", "number"];

    /// <summary>Words that end so and are no dates.</summary>
    private static readonly HashSet<string> s_others = Words("candidate update mandate validate invalidate consolidate liquidate");

    public static DateName Of(string name)
    {
        string[] words = name.Split([' ', '_', '-', '.', '(', ')', '[', ']', '/'], StringSplitOptions.RemoveEmptyEntries);
        DateName says = DateName.None;
        foreach (string word in words)
        {
            bool isDate = s_dates.Contains(word) || (!s_others.Contains(word) && EndsIn(word, s_dateEndings));
            says |= isDate ? DateName.Date | DateName.Moment : DateName.None;
            says |= s_moments.Contains(word) ? DateName.Moment : DateName.None;
            says |= s_months.Contains(word) || EndsIn(word, s_monthEndings) ? DateName.Month : DateName.None;
            says |= s_weeks.Contains(word) ? DateName.Week : DateName.None;
            says |= s_clocks.Contains(word) || EndsIn(word, s_clockEndings) ? DateName.Clock : DateName.None;
            says |= s_codes.Contains(word) || EndsIn(word, s_codeEndings) ? DateName.Code : DateName.None;
        }

        bool isTime = name.EndsWith("Time", StringComparison.Ordinal);
        says |= isTime || name.EndsWith("At", StringComparison.Ordinal) ? DateName.Moment : DateName.None;
        says |= isTime ? DateName.Clock : DateName.None;
        bool isId = name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("ID", StringComparison.Ordinal);
        return isId ? says | DateName.Code : says;
    }

    private static bool EndsIn(string word, string[] endings) =>
        endings.Any(ending => word.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static HashSet<string> Words(string words) => new(words.Split(' '), StringComparer.OrdinalIgnoreCase);
}
