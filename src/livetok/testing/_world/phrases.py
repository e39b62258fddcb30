"""What an invented audience says."""

# ruff: noqa: RUF001 -- letters of other scripts are meant

COMMENTS = (
    "hi", "hello from Lisbon 👋", "first!", "lol", "LOOOL", "😂😂😂", "❤️❤️❤️", "🔥🔥", "W stream", "how are you today?",
    "what song is this?", "can you play the next one", "I just got here, what happened?", "gg", "GG WP", "no way 😭",
    "love your energy", "say hi to my sister Mimi please", "where are you from?", "that was so close!!", "again again",
    "I have to sleep but I can't stop watching", "notice me 🥺", "tap tap tap the screen guys", "👏👏👏", "omg", "???",
    "Как дела?", "Привет из Омска!", "класс 👍", "давай ещё раз", "ахахах", "ты лучшая ❤", "спокойной ночи всем",
    "مرحبا", "كيف حالك؟", "ما شاء الله 🌹", "هههههههه", "تحية من القاهرة", "أحلى بث", "🤍🤍",
    "สวัสดีค่ะ", "น่ารักมาก", "มาแล้วววว", "5555555", "ส่งกำลังใจ 💪", "กินข้าวยัง",
    "こんばんは", "かわいい！", "おつかれさま〜", "初見です", "草", "もう一回！", "すごい👏",
    "안녕하세요", "ㅋㅋㅋㅋㅋ", "너무 귀여워요", "화이팅!!", "晚上好", "哈哈哈哈", "主播加油", "太厉害了",
    "¡Hola a todos!", "qué risa 😂", "saludos desde Quito", "bom dia ☀️", "kkkkkk", "salut tout le monde", "trop bien",
    "merhaba", "selam 🇹🇷", "apa kabar?", "semangat kak", "chào cả nhà", "xin chào 👋",
    "שלום", "γεια σας", "नमस्ते", "கலக்கல்",
)  # fmt: skip
QUESTIONS = (
    "What did you have for breakfast?", "How long have you been streaming?", "Will you do a Q&A soon?",
    "Какой у тебя любимый фильм?", "¿Cuántos años llevas tocando?", "好きな食べ物は？",
)  # fmt: skip
POLLS = (
    ("What next?", ("song", "story", "game")),
    ("Cats or dogs?", ("cats", "dogs")),
    ("¿Pizza o tacos?", ("pizza", "tacos", "los dos")),
)
TITLES = (
    "Just talking",
    "Road to 10k 🔥",
    "Piano night 🎹",
    "Вечерний эфир",
    "雑談しよう",
    "Cooking something",
    "ASMR 🌙",
)
